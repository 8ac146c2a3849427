import { describe, expect, it } from 'vitest';
import { ensureNeeds, type Machine, type Need } from '../support/needs/index.ts';

const wanted: Need[] = [
  { command: 'psql', package: 'postgresql-client' },
  { command: 'pg_dump', package: 'postgresql-client' },
  { command: 'nginx', package: 'nginx' },
];

function createFakeMachine(installed: string[], options: { canInstall: boolean; installs?: boolean }) {
  const asked: string[][] = [];
  const machine: Machine = {
    find: (need) => (installed.includes(need.command) ? `/usr/bin/${need.command}` : undefined),
    canInstall: () => options.canInstall,
    install: (packages) => {
      asked.push([...packages]);
      if (options.installs !== false) installed.push(...wanted.map((need) => need.command));
    },
    log: () => undefined,
  };
  return { machine, asked };
}

describe('what the tests need', () => {
  it('installs nothing when all is there', () => {
    const { machine, asked } = createFakeMachine(['psql', 'pg_dump', 'nginx'], { canInstall: true });
    ensureNeeds(wanted, machine);
    expect(asked).toEqual([]);
  });

  it('installs the packages of what is missing, each once', () => {
    const { machine, asked } = createFakeMachine(['nginx'], { canInstall: true });
    ensureNeeds(wanted, machine);
    expect(asked).toEqual([['postgresql-client']]);
  });

  it('tells the one command to type where it may not install', () => {
    const { machine, asked } = createFakeMachine([], { canInstall: false });
    expect(() => ensureNeeds(wanted, machine)).toThrow(
      'apt-get update && apt-get install --yes --no-install-recommends postgresql-client nginx',
    );
    expect(asked).toEqual([]);
  });

  it('does not go on with something missing after an installation', () => {
    const { machine } = createFakeMachine(['psql', 'pg_dump'], { canInstall: true, installs: false });
    expect(() => ensureNeeds(wanted, machine)).toThrow('nginx (package nginx)');
  });
});
