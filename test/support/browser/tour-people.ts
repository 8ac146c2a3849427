import { waitFor } from '../gate/index.ts';
import type { FactorSite } from './factor-site.ts';
import { people } from './people.ts';
import { givenEnrolled, givenWrongCodes } from './sites.ts';
import type { Visit } from './visit.ts';

type Look = (name: string) => Promise<void>;

/** The console's people, as an administrator sees them who helps several colleagues. */
export async function tourPeople(visit: Visit, site: FactorSite, look: Look): Promise<void> {
  const { console, users } = visit;
  await givenEnrolled(site, people.bob);
  const { app } = await givenEnrolled(site, people.carol);
  await givenWrongCodes(site, people.carol, app.wrongCode(), 10);
  await console.choose('Users');
  await users.refresh();
  await look('console-users');
  await users.search('carol');
  await users.open('Carol Castle');
  await look('console-user-locked');
  await console.openLink('Unlock');
  await users.giveReason('called back on the number in the directory', 'Unlock');
  await look('console-user-unlocked');
  await console.openLink('Give a code');
  await look('console-give-code');
  await users.giveReason('on the telephone, ticket 4711', 'Show the code');
  await look('console-code');
  await console.openLink('Done');
  await console.openLink('Reset');
  await look('console-reset');
  await visit.arrive(() => visit.tab.getByRole('link', { name: 'Carol Castle' }).click());
  await console.openLink('Exempt for a while');
  await look('console-exempt');
  await users.giveReason('new phone comes on Monday', 'Exempt');
  await look('console-user-exempt');
  await console.openLink('End sessions');
  await look('console-end-sessions');
  await tourBulk(visit, look);
  await visit.open('/plugins/servlet/two-step/admin/user?person=nobody');
  await look('console-user-unknown');
  await visit.open('/plugins/servlet/two-step/admin/users/refresh');
  await look('console-refresh');
}

async function tourBulk({ console, users, tab }: Visit, look: Look): Promise<void> {
  await console.choose('Users');
  await users.tick('Bob Baker', 'Alice Archer');
  await users.chooseBulk('Exempt for some hours');
  await look('console-bulk');
  await tab.getByLabel('Reason').fill('moving to new phones');
  await tab.getByLabel('Number of people').fill('3');
  await console.press('Exempt them');
  await look('console-bulk-wrong');
  await tab.getByLabel('Number of people').fill('2');
  await console.press('Exempt them');
  await waitFor(async () => (await users.message())?.includes('2 done') === true);
  await look('console-bulk-done');
}
