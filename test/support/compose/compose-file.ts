import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where docker-compose.yml and the Dockerfile are. */
export const projectDirectory = here('../../../');

export type Service = {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks:
    | readonly string[]
    | Readonly<Record<string, { ipv4_address?: string; aliases?: string[] }>>;
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly logging?: { readonly options: Readonly<Record<string, string>> };
};

export type ComposeFile = {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { file: string }>>;
};

/** Reads docker-compose.yml as compose does: anchors and merge keys resolved, variables at their defaults. */
export function readComposeFile(): ComposeFile {
  const text = readFileSync(`${projectDirectory}docker-compose.yml`, 'utf8');
  const interpolate = (_: string, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/(?<!\$)\$\{[A-Z_]+:-([^}]*)\}/g, '$1').replaceAll('$$', '$')
      : value;
  return JSON.parse(JSON.stringify(parse(text, { merge: true })), interpolate) as ComposeFile;
}

/** What our own schema has to say against a file: only the keys that this project uses, and no others. */
export function schemaErrors(file: unknown): string[] {
  return validate(here('compose.schema.json'), file, true);
}

/** What the Compose Specification's own schema has to say; the package `dclint` ships it. */
export function specificationErrors(file: unknown): string[] {
  const packageFile = createRequire(import.meta.url).resolve('dclint/package.json');
  return validate(join(dirname(packageFile), 'schemas/compose.schema.json'), file, false);
}

function validate(schemaFile: string, file: unknown, strict: boolean): string[] {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
  // The specification names its draft by an address that the validator knows under http only.
  delete schema.$schema;
  const check = new Ajv({
    allErrors: true,
    strict,
    strictTuples: false,
    allowUnionTypes: true,
    validateFormats: false,
  }).compile(schema);
  if (check(file)) return [];
  return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

export function networksOf(service: Service): string[] {
  return Array.isArray(service.networks) ? service.networks : Object.keys(service.networks);
}
