import { oneLine } from '../../proxy/kernel/one-line.ts';
import { type NamedPerson, shownName } from '../../proxy/people/index.ts';

type Props = { readonly person: NamedPerson; readonly href?: string };

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
