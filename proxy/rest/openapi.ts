import { z } from 'zod';
import type { ApiDescription, Operation, Reply } from './api-description.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * An API as OpenAPI 3.1 (its schemas are JSON Schema 2020-12), for generators of clients.
 * @param server where the gate is, with the version: `https://jira.example.com/rest/tsv/1.0`
 */
export function openApiDocument(api: ApiDescription, server: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [operationId, operation] of Object.entries<Operation>(api.operations)) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = describe(api, operationId, operation);
    paths[operation.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: { title: api.title, version: '1.0' },
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

function describe({ allReplies }: ApiDescription, operationId: string, operation: Operation): Json {
  const { summary, caller, body } = operation;
  const replies = Object.entries(allReplies(operation)).map(([status, reply]) => [
    status,
    { description: reply.description, ...contentOf(reply) },
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

function contentOf({ body, types }: Reply): Json {
  if (types !== undefined) {
    return { content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])) };
  }
  return body === undefined ? {} : content(body, 'output');
}

function content(schema: z.ZodType, io: 'input' | 'output'): Json {
  return { content: { 'application/json': { schema: schemaOf(schema, io) } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...described } = z.toJSONSchema(schema, { io });
  return described;
}
