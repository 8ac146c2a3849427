import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

/** The user a program runs as; undefined: the one that runs us. */
export type Account = { uid: number; gid: number };

export type ProgramOptions = { account?: Account | undefined; input?: string };
export type ProgramResult = { code: number | null; stdout: string; stderr: string };

/**
 * What PostgreSQL gets to see of our environment: nothing that could hold a secret, and messages in English, because
 * some are read by this module.
 */
export function bareEnvironment(): Record<string, string> {
  return { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC', TMPDIR: tmpdir() };
}

/** Runs a program to its end and returns what it said. Throws when it cannot be started at all. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    // The working directory may be one that the other account cannot enter.
    const child = spawn(file, args, { cwd: '/', env: bareEnvironment(), ...options.account });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** True when the program could be started as this account and ended with 0. */
export async function succeeds(
  file: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<boolean> {
  try {
    return (await runProgram(file, args, { account })).code === 0;
  } catch {
    return false;
  }
}
