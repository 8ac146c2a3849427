/**
 * `npm run recovery-code -- <user name>`: prints a person's recovery code, also where the column is sealed. Needs the
 * gate's own settings (database and keys), so it runs where the gate runs.
 */
import { randomBytes } from 'node:crypto';
import { RecoveryCodeVault } from '../proxy/authenticators/recovery-code/index.ts';
import { loadConfig, loadOrCreateKeyFile } from '../proxy/config/index.ts';
import { SecretBox } from '../proxy/kernel/secret-box.ts';
import { lowerUserName } from '../proxy/kernel/user-name.ts';
import { openDatabase, rows } from './database.ts';
import { openDatabaseInUse } from './database-in-use.ts';

async function printRecoveryCode(username: string): Promise<void> {
  const loaded = loadConfig(process.env);
  if (loaded.kind === 'problems') throw new Error(loaded.problems.join('\n'));
  const { config } = loaded;
  const keyRing = config.keyRing ?? loadOrCreateKeyFile(config.dataDirectory);
  const vault = new RecoveryCodeVault(config.recoveryCodeStorage, new SecretBox(keyRing), randomBytes);
  const inUse = await openDatabaseInUse();
  const db = openDatabase(inUse.url, { poolSize: 1 });
  try {
    const [row] = await rows<{ USER_KEY: string; RECOVERY_CODE: string }>(
      db,
      `SELECT e."USER_KEY", e."RECOVERY_CODE" FROM "AO_ED669C_TOTP_USER_ENROLLMENT" e
       JOIN app_user au ON au.user_key = e."USER_KEY" WHERE au.lower_user_name = ?`,
      [lowerUserName(username)],
    );
    if (row === undefined) throw new Error(`${username} has no second factor here`);
    process.stdout.write(`${vault.open(row.USER_KEY, row.RECOVERY_CODE)}\n`);
  } finally {
    await db.destroy();
    await inUse.close();
  }
}

const [username] = process.argv.slice(2);
try {
  if (username === undefined) throw new Error('usage: npm run recovery-code -- <user name>');
  await printRecoveryCode(username);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
