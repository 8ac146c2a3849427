import { spawn } from 'node:child_process';

export type CommandResult = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs a command as an administrator would, without a shell, and waits for its end. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string>; readonly input?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...options.env } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

/** `psql` on a database, with a statement on its standard input, as it stands. */
export function runPsql(databaseUrl: string, sql: string): Promise<CommandResult> {
  return runCommand('psql', ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', databaseUrl], { input: sql });
}
