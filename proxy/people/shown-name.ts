import { oneLine } from '../kernel/one-line.ts';

export type NamedPerson = {
  readonly displayName: string;
  readonly username: string;
  readonly userKey: string;
};

/** Names are as people made them: invisible marks are left out, and one that is nothing but these is the key instead. */
export function shownName({ displayName, username, userKey }: NamedPerson): string {
  return oneLine(displayName) || oneLine(username) || userKey;
}
