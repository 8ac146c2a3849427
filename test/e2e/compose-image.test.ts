import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectDirectory, readComposeFile } from '../support/compose/compose-file.ts';

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
