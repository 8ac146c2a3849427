import { oneLine } from '../../proxy/kernel/one-line.ts';

type Named = { readonly displayName: string; readonly username: string; readonly userKey: string };

/** Names are as people made them: invisible marks are left out, and one that is nothing but these is the key instead. */
export function shownName({ displayName, username, userKey }: Named): string {
  return oneLine(displayName) || oneLine(username) || userKey;
}

type Props = { readonly person: Named; readonly href?: string };

/** Whoever it is, on two lines; each name keeps its own direction of writing. */
export function PersonName({ person, href }: Props) {
  const name = <bdi>{shownName(person)}</bdi>;
  return (
    <span class="person-name">
      {href === undefined ? name : <a href={href}>{name}</a>}
      <span class="description">
        <bdi>{oneLine(person.username)}</bdi>
      </span>
    </span>
  );
}
