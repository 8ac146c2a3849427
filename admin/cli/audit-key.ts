import type { Command } from './command.ts';
import { exitCodes } from './command.ts';
import { parseOptions } from './parse-options.ts';

export const auditKey: Command = {
  name: 'audit key',
  options: '',
  summary: 'prints the public key that checkpoints are signed with, for auditors',
  examples: ['audit key'],
  run: async (args, { site, json, print }) => {
    parseOptions(args, {});
    const { signer } = await site();
    if (json) {
      await print(`${JSON.stringify(signer.publicKeys)}\n`);
      return exitCodes.ok;
    }
    const [current, ...older] = signer.publicKeys;
    await print(`public key   ${current.publicKey}\nfingerprint  ${current.keyId}\n`);
    for (const { publicKey, keyId } of older)
      await print(`older key    ${publicKey}\nfingerprint  ${keyId}\n`);
    return exitCodes.ok;
  },
};
