import type { ActivityReader } from '../../../proxy/audit/index.ts';
import type { Factors } from '../../../proxy/authenticators/index.ts';
import type { PeopleMirror, PersonRow } from '../../../proxy/people/index.ts';
import { shownName } from '../../../proxy/people/index.ts';
import type { VerifiedSessionService } from '../../../proxy/session/index.ts';
import type { TrustedDeviceService } from '../../../proxy/trusted-device/index.ts';
import type { ExemptionService } from '../../../proxy/user-help/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { unknownPerson } from './action-screen.tsx';
import { doneMessage } from './done-words.ts';
import { HelpMenu } from './help-menu.tsx';
import type { PersonDesk } from './person-desk.ts';
import { Access, AccountFacts, Methods, StateFacts } from './person-sections.tsx';
import { PolicySection } from './policy-section.tsx';
import type { PolicyView } from './policy-view.ts';
import { Timeline } from './timeline.tsx';

export type UserScreenParts = {
  readonly desk: PersonDesk;
  readonly mirror: Pick<PeopleMirror, 'groupsOf'>;
  readonly policy: PolicyView;
  readonly factors: Factors;
  readonly devices: Pick<TrustedDeviceService, 'list'>;
  readonly sessions: Pick<VerifiedSessionService, 'list'>;
  readonly exemptions: Pick<ExemptionService, 'find'>;
  readonly activity: ActivityReader;
  /** The administrator's own settings. */
  readonly ownPageHref: string;
};

const entriesOnPage = 20;

/** Everything about one person, and every help for them. */
export function createUserScreen(parts: UserScreenParts): Screen {
  return {
    path: '/user',
    title: 'User',
    under: '/users',
    get: async (visit) => {
      const person = await parts.desk.find(visit.query.text('person', 255));
      if (person === undefined) return unknownPerson(visit);
      return {
        kind: 'page',
        title: shownName(person),
        breadcrumbs: [{ label: 'Users', href: visit.links.to('/users') }],
        message: doneMessage(visit.query),
        body: await renderPerson(parts, visit, person),
      };
    },
  };
}

async function renderPerson(parts: UserScreenParts, visit: ScreenVisit, person: PersonRow) {
  const { query } = visit;
  const { userKey } = person;
  const from = query.text('from', 64);
  const before = /^\d{1,18}$/.exec(query.text('before', 18))?.[0];
  const [groups, owned, devices, sessions, exemption, entries] = await Promise.all([
    parts.mirror.groupsOf(userKey),
    parts.factors.ownedBy(userKey),
    parts.devices.list(userKey),
    parts.sessions.list(userKey),
    parts.exemptions.find(userKey),
    // One more than is shown: whether there is another page.
    parts.activity.recent(userKey, entriesOnPage + 1, before),
  ]);
  const answer = await parts.policy.of(person, from, groups);
  const isSelf = userKey === visit.administrator.person.userKey;
  return (
    <>
      <StateFacts person={person} exemption={exemption} answer={answer} />
      <HelpMenu person={person} links={visit.links} ownPageHref={isSelf ? parts.ownPageHref : undefined} />
      <Methods owned={owned} enrolledSince={person.enrolledSince} issuer={parts.factors.issuer()} />
      <Access devices={devices} sessions={sessions} />
      <PolicySection answer={answer} from={from} person={person} links={visit.links} />
      <AccountFacts person={person} groups={groups} />
      <Timeline
        entries={entries.slice(0, entriesOnPage)}
        hasMore={entries.length > entriesOnPage}
        {...{ visit, before }}
      />
    </>
  );
}
