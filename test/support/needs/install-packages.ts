import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** invoke-rc.d asks this program before it starts the service of a package; 101 means: do not. */
const POLICY = '/usr/sbin/policy-rc.d';

export function canInstall(): boolean {
  return process.getuid?.() === 0 && isDebianLike() && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages without starting their services. Throws when apt-get fails. */
export function installPackages(packages: readonly string[]): void {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    aptGet(['update']);
    aptGet(['install', '--yes', '--no-install-recommends', ...packages]);
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}

function aptGet(args: string[]): void {
  const { status, error } = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    // What apt-get says goes to the error output: standard output is for the tests.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error || status !== 0) {
    throw new Error(`apt-get ${args.join(' ')} failed (${status ?? error?.message})`);
  }
}

function isDebianLike(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}
