import { stat } from 'node:fs/promises';
import { type Account, runProgram } from './run-program.ts';

/** In this order: the distribution's own database user, then the one that owns nothing. */
const unprivilegedUsers = ['postgres', 'nobody'] as const;

/**
 * The account PostgreSQL runs as. PostgreSQL refuses to run as root, so for root it is the owner of the cluster or an
 * unprivileged user of the machine; for everybody else it is the caller (undefined).
 */
export async function findAccount(cluster: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const user of unprivilegedUsers) {
    const account = await findUser(user);
    if (account) return account;
  }
  throw new Error(
    'The embedded PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Create one, start the gate as another user, or set DATABASE_URL.',
  );
}

async function findUser(name: string): Promise<Account | undefined> {
  const uid = await idOf('-u', name);
  const gid = await idOf('-g', name);
  return uid && gid ? { uid, gid } : undefined;
}

/** `id` rather than /etc/passwd: it also knows the users of a directory service. */
async function idOf(flag: '-u' | '-g', name: string): Promise<number | undefined> {
  try {
    const { code, stdout } = await runProgram('id', [flag, name]);
    const id = Number(stdout.trim());
    return code === 0 && Number.isInteger(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
