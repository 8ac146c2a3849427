import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

type Document = {
  servers: { url: string }[];
  paths: Record<string, Record<string, { operationId: string; responses: object; requestBody?: object }>>;
};

describe('the OpenAPI document', () => {
  let site: Site;
  let document: Document;
  beforeAll(async () => {
    site = await startSite();
    document = (await ask(site.gate.url, '/rest/tsv/1.0/openapi.json')).json() as Document;
  });
  afterAll(() => site?.close());

  it('is one of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(document).toMatchObject({ openapi: '3.1.0' });
  });

  it('names where the gate is, and is the same under latest', async () => {
    expect(document.servers).toEqual([{ url: `${site.gate.config.publicOrigin}/rest/tsv/1.0` }]);
    expect((await ask(site.gate.url, '/rest/tsv/latest/openapi.json')).json()).toEqual(document);
  });

  it('has the nineteen operations of the plugin, and the second way to ask for the status', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(20);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(20);
  });

  it('describes nothing that is not there, and there is nothing that it does not describe', async () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const target = `/rest/tsv/1.0${path.replace('{userName}', 'bob')}`;
      const allowed = await ask(site.gate.url, target, { method: 'PUT' });
      expect(allowed.status).toBe(405);
      expect(allowed.headers.allow?.split(', ').toSorted()).toEqual(
        Object.keys(methods)
          .map((method) => method.toUpperCase())
          .toSorted(),
      );
    }
    expect((await ask(site.gate.url, '/rest/tsv/1.0/authenticate/other')).status).toBe(404);
  });
});
