import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getNeed } from '../needs/index.ts';
import { freePort } from './free-port.ts';
import { startOnLeash } from './leash.ts';

/** The configuration that a site deploys. Laid out as below /etc/nginx, it is used as it is but for the site's files. */
const deployed = fileURLToPath(new URL('../../../nginx/', import.meta.url));

export type TestNginx = {
  readonly port: number;
  readonly httpPort: number;
  /** `https://localhost:<port>` */
  readonly url: string;
  /** Its certificate, which is its own authority. */
  readonly certificate: string;
  accessLog(): string;
  errorLog(): string;
  close(): Promise<void>;
};

export type NginxOptions = {
  /** Where the gates listen on the loopback interface. */
  readonly gatePorts: readonly number[];
  readonly port?: number;
};

/** Starts nginx with the deployed configuration in front of gates. */
export async function startNginx(options: NginxOptions): Promise<TestNginx> {
  const nginx = getNeed('nginx');
  const port = options.port ?? (await freePort());
  const httpPort = await freePort();
  const directory = makeNginxDirectory();
  makeCertificate(directory);
  const site = { port, httpPort, gatePorts: options.gatePorts, directory };
  for (const [name, text] of Object.entries(siteFiles(site))) {
    writeFileSync(join(directory, 'two-step-gate-site', name), text);
  }
  const output = openSync(join(directory, 'output'), 'a');
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');
  const server = await startOnLeash(nginx, [...nginxArguments(directory), '-g', 'daemon off;'], {
    endSignal: 'TERM',
    output,
  }).finally(() => closeSync(output));
  const close = async () => {
    await server.end();
    rmSync(directory, { recursive: true, force: true });
  };
  while (!(await accepts(port))) {
    if (!server.isAlive()) {
      const said = read('output');
      await close();
      throw new Error(`nginx does not start: ${said}`);
    }
    await sleep(20);
  }
  return {
    port,
    httpPort,
    url: `https://localhost:${port}`,
    certificate: read('certificate.pem'),
    accessLog: () => read('access.log'),
    // Its main error log goes to where its output goes.
    errorLog: () => read('error.log') + read('output'),
    close,
  };
}

/** A directory as /etc/nginx would be, with the deployed files in it. */
export function makeNginxDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'nginx-'));
  // Under root the workers are another user, who must pass through to the temporary files.
  chmodSync(directory, 0o755);
  cpSync(deployed, directory, { recursive: true });
  return directory;
}

/** `nginx -t`: what it says, and whether it is content. */
export function checkNginxDirectory(directory: string): { ok: boolean; said: string } {
  const { status, stderr } = spawnSync(getNeed('nginx'), [...nginxArguments(directory), '-t'], {
    encoding: 'utf8',
    // nginx opens /dev/stdout by its name, which a socket does not allow.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { ok: status === 0, said: stderr };
}

/** Self-signed, for localhost: `certificate.pem` and `key.pem`. */
export function makeCertificate(directory: string): void {
  const { status, stderr } = spawnSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
      .concat(['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'])
      .concat(['-keyout', join(directory, 'key.pem'), '-out', join(directory, 'certificate.pem')]),
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
}

function nginxArguments(directory: string): string[] {
  return ['-e', 'stderr', '-p', `${directory}/`, '-c', join(directory, 'nginx.conf')];
}

type Site = { port: number; httpPort: number; gatePorts: readonly number[]; directory: string };

/** What a site fills in: where the gates are, ports, names, certificate and logs. */
function siteFiles({ port, httpPort, gatePorts, directory }: Site): Record<string, string> {
  const logs = [
    `access_log ${directory}/access.log two_step_gate;`,
    `error_log ${directory}/error.log crit;`,
  ].join('\n');
  return {
    'gates.conf': gatePorts.map((gatePort) => `server 127.0.0.1:${gatePort};\n`).join(''),
    'http.conf': `listen 127.0.0.1:${httpPort};
server_name localhost;
set $two_step_public_origin https://localhost:${port};
${logs}
`,
    'https.conf': `listen 127.0.0.1:${port} ssl http2;
server_name localhost;
ssl_certificate certificate.pem;
ssl_certificate_key key.pem;
${logs}
`,
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
