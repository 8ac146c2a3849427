import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../proxy/config/index.ts';
import { environmentSchema } from '../../proxy/config/schema.ts';
import {
  networksOf,
  projectDirectory,
  readComposeFile,
  type Service,
  schemaErrors,
  specificationErrors,
} from '../support/compose/compose-file.ts';
import { checkNginxDirectory, makeNginxDirectory } from '../support/servers/nginx.ts';

/** docker-compose.yml, the Dockerfile and what they mount, checked without Docker: by reading, and by running the parts. */
const compose = readComposeFile();
const services = Object.entries(compose.services);
const gates = services.filter(([name]) => name.startsWith('gate-'));
const inProject = (path: string) => join(projectDirectory, path);
const temporary: string[] = [];

function makeSecrets(directory = mkdtempSync(join(tmpdir(), 'secrets-'))): {
  directory: string;
  said: string;
} {
  temporary.push(directory);
  const { status, stdout, stderr } = spawnSync(inProject('docker/make-secrets.sh'), [directory], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { directory, said: stdout };
}

const secrets = makeSecrets().directory;
const secretFile = (name: string) =>
  join(secrets, (compose.secrets[name]?.file ?? '').replace('./docker/secrets/', ''));

afterAll(() => {
  for (const directory of temporary) rmSync(directory, { recursive: true, force: true });
});

describe('docker-compose.yml', () => {
  it('keeps to the schema of the Compose Specification', () => {
    expect(specificationErrors(compose)).toEqual([]);
    const { nginx } = compose.services;
    expect(specificationErrors({ services: { nginx: { ...nginx, heathcheck: {} } } })).not.toEqual([]);
  });

  it('keeps to the schema, which takes no key that it does not know', () => {
    expect(schemaErrors(compose)).toEqual([]);
    const { nginx } = compose.services;
    expect(schemaErrors({ ...compose, services: { nginx: { ...nginx, privileged: true } } })).not.toEqual([]);
    expect(schemaErrors({ ...compose, services: { nginx: { ...nginx, healthcheck: {} } } })).not.toEqual([]);
  });

  it('runs more than one gate', () => {
    expect(gates.length).toBeGreaterThan(1);
  });

  it.each(services)('%s has a health check, and waits only for what has one', (_, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(condition).toBe('service_healthy');
      expect(compose.services[needed]?.healthcheck).toBeDefined();
    }
  });

  it.each(services)('%s has no rights that it does not need, and no endless logs', (name, service) => {
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.logging?.options['max-size']).toBeDefined();
    // Atlassian's image writes its configuration as root and then runs Jira as another account by itself.
    if (name === 'jira') return;
    expect(service.cap_add).toBeUndefined();
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.read_only).toBe(true);
  });

  it('publishes ports of nginx and of nothing else', () => {
    expect(services.filter(([, service]) => service.ports !== undefined).map(([name]) => name)).toEqual([
      'nginx',
    ]);
  });

  it('lets only the gates reach Jira, and only them and nginx the gates', () => {
    const on = (network: string) =>
      services.filter(([, s]) => networksOf(s).includes(network)).map(([name]) => name);
    const gateNames = gates.map(([name]) => name);
    expect(on('jira')).toEqual([...gateNames, 'stand-in', 'jira']);
    expect(on('front')).toEqual(['nginx', ...gateNames]);
    expect(on('data')).toEqual([...gateNames, 'postgres', 'redis']);
    expect(on('jira-data')).toEqual(['jira', 'jira-postgres']);
    expect(on('jira-out')).toEqual(['jira']);
    expect(on('edge')).toEqual(['nginx']);
    for (const network of ['jira', 'front', 'data', 'jira-data'])
      expect(compose.networks[network]?.internal).toBe(true);
  });

  it('names networks, volumes and secrets that are declared, and no others', () => {
    const used = (list: (service: Service) => string[]) =>
      [...new Set(services.flatMap(([, s]) => list(s)))].sort();
    expect(used(networksOf)).toEqual(Object.keys(compose.networks).sort());
    expect(used((s) => [...(s.secrets ?? [])])).toEqual(Object.keys(compose.secrets).sort());
    const volumes = used((s) => (s.volumes ?? []).map((volume) => volume.split(':')[0] ?? ''));
    expect(volumes.filter((volume) => !volume.startsWith('./'))).toEqual(Object.keys(compose.volumes).sort());
    for (const path of volumes.filter((volume) => volume.startsWith('./')))
      expect(existsSync(inProject(path))).toBe(true);
  });
});

describe('the settings of the gates', () => {
  it.each(gates)('%s: all are settings of this version, and they start it', (_, gate) => {
    const variables = { ...gate.environment };
    for (const name of Object.keys(variables))
      expect(environmentSchema.shape).toHaveProperty(name.replace(/_FILE$/, ''));
    for (const [name, value] of Object.entries(variables).filter(([key]) => key.endsWith('_FILE'))) {
      const secret = value.replace('/run/secrets/', '');
      expect(gate.secrets).toContain(secret);
      variables[name] = secretFile(secret);
    }
    const loaded = loadConfig(variables);
    expect(loaded).toMatchObject({ kind: 'loaded', config: { host: '0.0.0.0', port: 8080 } });
  });

  it('believe nginx, at the address that it has, and are where nginx looks for them', () => {
    const address = ({ networks }: Service) =>
      'front' in networks ? networks.front?.ipv4_address : undefined;
    const listed = readFileSync(inProject('docker/nginx/gates.conf'), 'utf8');
    for (const [, gate] of gates) {
      expect(gate.environment?.TSV_TRUSTED_PROXIES).toBe(address(compose.services.nginx as Service));
      expect(listed).toContain(`server ${address(gate)}:${gate.environment?.PORT};`);
    }
    expect(listed.match(/^server /gm)).toHaveLength(gates.length);
  });
});

describe('docker/make-secrets.sh', () => {
  it('makes every file that is mounted, readable in containers, in a directory that is closed', () => {
    for (const name of Object.keys(compose.secrets)) {
      const { size, mode } = statSync(secretFile(name));
      expect(size).toBeGreaterThan(0);
      expect(mode & 0o777).toBe(0o444);
    }
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(secrets, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('changes nothing that is there, and makes what is missing to fit', () => {
    const read = () =>
      Object.fromEntries(readdirSync(secrets).map((f) => [f, readFileSync(join(secrets, f), 'utf8')]));
    const before = read();
    expect(makeSecrets(secrets).said).toBe('');
    expect(read()).toEqual(before);
    rmSync(join(secrets, 'gate_database_url'));
    makeSecrets(secrets);
    expect(read()).toEqual(before);
  });

  it('makes different secrets for different sites', () => {
    const other = makeSecrets().directory;
    for (const name of ['encryption_keys', 'gate_database_password', 'gate_redis_url', 'postgres_password']) {
      expect(readFileSync(join(other, name), 'utf8')).not.toBe(readFileSync(join(secrets, name), 'utf8'));
    }
  });
});

describe('the configuration of nginx', () => {
  it('that compose mounts passes the check of nginx', () => {
    const directory = mkdtempSync(join(tmpdir(), 'mounted-'));
    temporary.push(directory);
    for (const volume of compose.services.nginx?.volumes ?? []) {
      const [source = '', target = ''] = volume.split(':');
      cpSync(inProject(source), join(directory, target.replace('/etc/nginx/', '')), { recursive: true });
    }
    const https = join(directory, 'two-step-gate-site/https.conf');
    const text = readFileSync(https, 'utf8').replace(/\/run\/secrets\/(\w+)/g, (_, name: string) =>
      secretFile(name),
    );
    writeFileSync(https, text);
    expect(checkNginxDirectory(directory)).toMatchObject({
      ok: true,
      said: expect.not.stringContaining('warn'),
    });
  });

  it('that a site starts from passes it too, but for the certificate', () => {
    const directory = makeNginxDirectory();
    temporary.push(directory);
    const { ok, said } = checkNginxDirectory(directory);
    expect(ok).toBe(false);
    expect(said).toMatch(/cannot load certificate "\/etc\/ssl\/certs\/jira\.example\.com\.pem"/);
    expect(said.match(/\[(emerg|warn)\]/g)).toHaveLength(1);
  });

  it.each(['nginx/two-step-gate-site', 'docker/nginx'])('%s logs no request lines', (site) => {
    for (const file of ['http.conf', 'https.conf']) {
      const text = readFileSync(inProject(`${site}/${file}`), 'utf8');
      // Below crit nginx quotes them, query strings included.
      expect(text.match(/^error_log .*/gm)).toEqual([expect.stringMatching(/ crit;$/)]);
      expect(text.match(/^access_log .*/gm)).toEqual([expect.stringMatching(/ two_step_gate;$/)]);
    }
  });
});
