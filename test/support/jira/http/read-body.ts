import type { IncomingMessage } from 'node:http';

/** The whole body, or undefined when it is larger than the limit (the rest is then read and dropped). */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks = [];
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

export type JsonObject = { readonly [name: string]: unknown };

/** A JSON object, or undefined for anything else. */
export async function readJsonObject(request: IncomingMessage): Promise<JsonObject | undefined> {
  const body = await readBody(request, 1024 * 1024);
  if (body === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textField(object: JsonObject | undefined, name: string): string | undefined {
  const value = object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
