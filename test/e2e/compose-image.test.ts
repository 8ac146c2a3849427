import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectDirectory, readComposeFile } from '../support/compose/compose-file.ts';
import { imageEnvironment, layOutImage } from '../support/compose/image.ts';
import { runCommand, testKeys } from '../support/gate/index.ts';
import { createDatabase, freePort, type TestDatabase } from '../support/servers/index.ts';

/** The image, read without being built: what goes into it, as whom it runs, what it starts. */
const compose = readComposeFile();
const gates = Object.entries(compose.services).filter(([name]) => name.startsWith('gate-'));
const inProject = (path: string) => projectDirectory + path;

describe('the Dockerfile', () => {
  const steps = readFileSync(inProject('Dockerfile'), 'utf8').replaceAll('\\\n', ' ').split('\n');
  const of = (instruction: string) => steps.filter((step) => step.startsWith(`${instruction} `));

  it('copies what is there and what the builder is given', () => {
    const given = readFileSync(inProject('.dockerignore'), 'utf8').split('\n');
    expect(given[1]).toBe('*');
    const copied = of('COPY')
      .filter((step) => !step.includes('--from='))
      .flatMap((step) => step.split(/\s+/).slice(1, -1))
      .filter((path) => path !== '.');
    expect(copied.length).toBeGreaterThan(0);
    for (const path of copied) {
      expect(existsSync(inProject(path))).toBe(true);
      expect(given).toContain(`!${path}`);
    }
    const { include } = JSON.parse(readFileSync(inProject('tsconfig.build.json'), 'utf8')) as {
      include: string[];
    };
    for (const path of include) expect(given).toContain(`!${path}`);
  });

  it('ends as an account that is not root, with a health check and no shell before Node', () => {
    const user = /^USER (\d+):(\d+)$/.exec(of('USER').at(-1) ?? '');
    expect(Number(user?.[1])).toBeGreaterThan(999);
    expect(steps.indexOf(of('USER').at(-1) ?? '')).toBeGreaterThan(
      steps.lastIndexOf(of('COPY').at(-1) ?? ''),
    );
    expect(gates.map(([, gate]) => gate.user)).toEqual(gates.map(() => `${user?.[1]}:${user?.[2]}`));
    expect(of('HEALTHCHECK')).toHaveLength(1);
    expect(of('ENTRYPOINT')).toEqual(['ENTRYPOINT ["node"]']);
    expect(of('STOPSIGNAL')).toEqual(['STOPSIGNAL SIGTERM']);
    expect(of('FROM').every((step) => /^FROM (node:24-|base\b)/.test(step))).toBe(true);
  });

  it('starts files that the build makes', () => {
    const started = [
      JSON.parse((of('CMD').at(-1) ?? '').slice('CMD '.length))[0],
      compose.services['stand-in']?.command?.[0],
    ];
    for (const path of started as string[]) {
      expect(existsSync(inProject(path.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
    }
  });
});

describe('the command line in the image', () => {
  let app: string;
  let database: TestDatabase;
  beforeAll(async () => {
    app = layOutImage();
    database = await createDatabase();
  });
  afterAll(async () => {
    rmSync(app, { recursive: true, force: true });
    await database?.drop();
  });

  /** As `docker compose exec gate-1 npx two-step …`: no home, no registry, and nothing to be written but below /tmp. */
  const run = async (...args: string[]) => {
    const { NPM_CONFIG_CACHE, ...environment } = imageEnvironment();
    const scratch = join(app, 'scratch');
    mkdirSync(scratch, { recursive: true });
    return runCommand('sh', ['-c', 'cd "$0" && exec npx two-step "$@"', app, ...args], {
      env: {
        ...{
          ...environment,
          HOME: '/nonexistent',
          npm_config_registry: `http://127.0.0.1:${await freePort()}`,
        },
        ...{ NPM_CONFIG_CACHE: (NPM_CONFIG_CACHE ?? '/nonexistent').replace(/^\/tmp/, scratch) },
        ...{ DATABASE_URL: database.url, TSV_ENCRYPTION_KEYS: testKeys, TSV_DATA_DIR: scratch },
      },
    });
  };

  it('answers to npx two-step, without installing anything', async () => {
    const { code, stdout, stderr } = await run('status', '--json');
    // What npm has to say of settings on this machine is not in the image.
    expect(stderr.replace(/^npm warn Unknown .*\n/gm, '')).toBe('');
    expect(code).toBe(0);
    // That would want a cache to write to, and as another account than root the right to.
    expect(existsSync(join(app, 'scratch/npm/_npx'))).toBe(false);
    expect(JSON.parse(stdout)).toMatchObject({ gates: 0, policy: { version: 0 } });
  });
});

describe('what a gate remembers of the audit', () => {
  it('is in a volume of its own, where the image has a directory for its account', () => {
    const directory = imageEnvironment().TSV_DATA_DIR;
    expect(directory).toMatch(/^\//);
    const volumes = gates.map(([, { volumes: mounted = [] }]) =>
      mounted.flatMap((one) => (one.endsWith(`:${directory}`) ? [one.slice(0, one.indexOf(':'))] : [])),
    );
    expect(volumes.map((found) => found.length)).toEqual(gates.map(() => 1));
    expect(new Set(volumes.flat()).size).toBe(gates.length);
    for (const name of volumes.flat()) expect(compose.volumes).toHaveProperty([name]);
    for (const [, { environment }] of gates) expect(environment).not.toHaveProperty('TSV_DATA_DIR');
    expect(readFileSync(inProject('Dockerfile'), 'utf8')).toMatch(
      new RegExp(`install --directory --owner=gate --group=gate --mode=0700 ${directory}\\s`),
    );
  });
});
