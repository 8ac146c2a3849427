import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getNeed } from '../needs/index.ts';
import { freePort } from './free-port.ts';
import { startOnLeash } from './leash.ts';

const files = fileURLToPath(new URL('../tomcat/', import.meta.url));

export type TestTomcat = {
  /** Set up as Jira's connector is. */
  readonly port: number;
  /** Allows every odd spelling that Tomcat can be told to allow. */
  readonly lenientPort: number;
  close(): Promise<void>;
};

/** Starts Debian's Tomcat with one page on every path, which says what Tomcat understood of the request. */
export async function startTomcat(): Promise<TestTomcat> {
  const home = dirname(dirname(getNeed('catalina.sh')));
  const [port, lenientPort] = [await freePort(), await freePort()];
  const directory = mkdtempSync(join(tmpdir(), 'tomcat-'));
  layOut(directory);
  const logFile = join(directory, 'output');
  const output = openSync(logFile, 'a');
  const settings = {
    'catalina.home': home,
    'catalina.base': directory,
    'java.io.tmpdir': join(directory, 'temp'),
    'test.port': port,
    'test.lenientPort': lenientPort,
    'test.webapp': join(directory, 'webapp'),
  };
  const server = await startOnLeash(
    getNeed('java'),
    [
      ...['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Djava.awt.headless=true'],
      ...['-cp', `${home}/bin/bootstrap.jar:${home}/bin/tomcat-juli.jar`],
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
      ...['org.apache.catalina.startup.Bootstrap', 'start'],
    ],
    { endSignal: 'TERM', output },
  ).finally(() => closeSync(output));
  while (!(await answers(port))) {
    if (!server.isAlive()) throw new Error(`Tomcat does not start: ${readFileSync(logFile, 'utf8')}`);
    await sleep(100);
  }
  return {
    port,
    lenientPort,
    close: async () => {
      await server.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function layOut(directory: string): void {
  for (const name of ['conf', 'temp', 'work', 'logs', 'webapp/WEB-INF']) {
    mkdirSync(join(directory, name), { recursive: true });
  }
  for (const name of ['server.xml', 'catalina.properties']) {
    cpSync(join(files, name), join(directory, 'conf', name));
  }
  for (const name of ['web.xml', 'echo.jsp']) {
    cpSync(join(files, name), join(directory, 'webapp/WEB-INF', name));
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/status`)).ok;
  } catch {
    return false;
  }
}
