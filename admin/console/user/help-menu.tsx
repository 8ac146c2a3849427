import type { PersonRow } from '../../../proxy/people/index.ts';
import { Icon, type IconName } from '../../../proxy/ui/index.ts';
import type { ConsoleLinks } from '../console-links.ts';
import { Section } from '../ui/index.ts';

type Entry = {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  /** The situation in which it is what helps. */
  readonly when: string;
  readonly isFirst?: boolean;
};

type Props = {
  readonly person: PersonRow;
  readonly links: ConsoleLinks;
  /** Given where the person is the administrator who looks. */
  readonly ownPageHref: string | undefined;
};

/** What can be done, by what has happened: somebody may be on the telephone. */
export function HelpMenu({ person, links, ownPageHref }: Props) {
  if (ownPageHref !== undefined) {
    return (
      <Section id="help" title="Help">
        <p>
          This is you. Look after your own two-step verification on <a href={ownPageHref}>your own page</a>.
          Nobody helps themselves here.
        </p>
      </Section>
    );
  }
  const key = { person: person.userKey };
  return (
    <Section id="help" title="Help">
      <ul class="help-menu">
        {entriesFor(person).map(({ path, label, icon, when, isFirst = false }) => (
          <li key={path}>
            <a
              class={isFirst ? 'aui-button aui-button-primary' : 'aui-button'}
              href={links.to(path, key)}
              aria-describedby={idOf(path)}
            >
              <Icon name={icon} /> {label}
            </a>
            <span class="description" id={idOf(path)}>
              {when}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const idOf = (path: string) => `when-${path.slice('/user/'.length)}`;

function entriesFor({ enrolledSince, lockedUntil, exemptUntil, devices }: PersonRow): readonly Entry[] {
  const isLocked = lockedUntil !== undefined;
  const entries: readonly (Entry & { readonly isShown?: boolean })[] = [
    {
      ...{ path: '/user/unlock', label: 'Unlock', icon: 'lock', isFirst: true, isShown: isLocked },
      when: 'They typed too many wrong codes, and have found their phone.',
    },
    {
      ...{ path: '/user/code', label: 'Give a code', icon: 'phone', isFirst: !isLocked },
      when: 'They are on the telephone and have nothing at hand: a code to read out, for one login.',
    },
    {
      ...{ path: '/user/reset', label: 'Reset', icon: 'restart', isShown: enrolledSince !== undefined },
      when: 'The phone or key is lost for good: they set up anew.',
    },
    {
      ...{ path: '/user/exempt', icon: 'clock' },
      label: exemptUntil === undefined ? 'Exempt for a while' : 'Change the exemption',
      when: 'A new phone is on its way: some hours or days with the password alone.',
    },
    {
      ...{ path: '/user/end-exemption', label: 'End the exemption', icon: 'clock' },
      isShown: exemptUntil !== undefined,
      when: 'It is not needed any more.',
    },
    {
      ...{ path: '/user/end-sessions', label: 'End sessions', icon: 'leave' },
      when: 'Somebody else may be in, or a computer was left open.',
    },
    {
      ...{ path: '/user/forget-browsers', label: 'Forget browsers', icon: 'screen', isShown: devices > 0 },
      when: 'A computer was stolen: no browser stands in for the second factor.',
    },
  ];
  return entries.filter(({ isShown = true }) => isShown);
}
