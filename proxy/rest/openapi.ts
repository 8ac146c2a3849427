import { z } from 'zod';
import { allReplies, type Operation, operations } from './operations.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The API as OpenAPI 3.1 (its schemas are JSON Schema 2020-12), for generators of clients.
 * @param server where the gate is, with the version: `https://jira.example.com/rest/tsv/1.0`
 */
export function openApiDocument(server: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = describe(operationId, operation);
    paths[operation.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Two-step verification for Jira Data Center', version: '1.0' },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'JSESSIONID' },
        token: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic' },
      },
    },
  };
}

function describe(operationId: string, operation: Operation): Json {
  const { summary, caller, body } = operation;
  const replies = Object.entries(allReplies(operation)).map(([status, reply]) => [
    status,
    { description: reply.description, ...(reply.body === undefined ? {} : content(reply.body, 'output')) },
  ]);
  return {
    operationId,
    summary,
    security: caller === 'anybody' ? [] : [{ session: [] }, { token: [] }, { basic: [] }],
    parameters: parametersOf(operation),
    ...(body === undefined ? {} : { requestBody: { required: true, ...content(body, 'input') } }),
    responses: Object.fromEntries(replies),
  };
}

function parametersOf({ path, query }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
  const described = query === undefined ? {} : (schemaOf(query, 'input').properties as Json);
  const inQuery = Object.entries(described).map(([name, schema]) => ({
    ...{ name, in: 'query', required: false },
    schema,
  }));
  return [...inPath, ...inQuery];
}

function content(schema: z.ZodType, io: 'input' | 'output'): Json {
  return { content: { 'application/json': { schema: schemaOf(schema, io) } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...described } = z.toJSONSchema(schema, { io });
  return described;
}
