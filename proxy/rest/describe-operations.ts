import { z } from 'zod';
import type { ApiDescription, Operation } from './api-description.ts';

type JsonSchema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly description?: string;
};

/** The operations of an API in words and shapes, for people. */
export function describeOperations(api: ApiDescription) {
  return Object.values<Operation>(api.operations).map((operation) => ({
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    caller: operation.caller,
    query: shapeOf(operation.query, 'input'),
    request: shapeOf(operation.body, 'input'),
    replies: Object.entries(api.allReplies(operation)).map(([status, { description, body, types }]) => ({
      ...{ status, description },
      shape: types?.join(', ') ?? shapeOf(body, 'output'),
    })),
  }));
}

function shapeOf(schema: z.ZodType | undefined, io: 'input' | 'output'): string | undefined {
  return schema === undefined ? undefined : write(z.toJSONSchema(schema, { io }) as JsonSchema, '');
}

/** `{ "name": type, … }`, with what is known of each on its line. */
function write(schema: JsonSchema, indent: string): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => write(one, indent)).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' or ');
  if (schema.items !== undefined) return `[${write(schema.items, indent)}]`;
  if (schema.properties === undefined) return schema.type ?? 'anything';
  const deeper = `${indent}  `;
  const lines = Object.entries(schema.properties).map(([name, field]) => {
    const optional = schema.required?.includes(name) === true ? '' : '?';
    const note = field.description === undefined ? '' : `  (${field.description})`;
    return `${deeper}"${name}"${optional}: ${write(field, deeper)}${note}`;
  });
  // Most errors are no more than a message.
  if (lines.length === 1 && lines[0]?.includes('  (') === false) return `{ ${lines[0].trim()} }`;
  return `{\n${lines.join('\n')}\n${indent}}`;
}
