import { KeptAnswer, type KeptAnswerParts } from '../kernel/kept-answer.ts';
import type { JudgedPerson, PeopleSource } from './people-source.ts';

/**
 * Everybody as previews judge them, without waiting for the database where there are many. On a small site they are as of
 * now, on a large one as of the last minute in which somebody asked.
 */
export class PeopleSnapshot implements PeopleSource<JudgedPerson> {
  readonly #kept: KeptAnswer<readonly JudgedPerson[]>;

  constructor({
    people,
    ...clocks
  }: { people: PeopleSource } & Pick<KeptAnswerParts<never>, 'clock' | 'steadyClock'>) {
    this.#kept = new KeptAnswer({ ...clocks, freshFor: 0, ask: () => readEverybody(people) });
  }

  /** In one batch. */
  async forEachActive(each: (batch: readonly JudgedPerson[]) => void | Promise<void>): Promise<number> {
    const { answer, at } = await this.#kept.get();
    await each(answer);
    return at;
  }
}

/** A hundred thousand people are in few combinations of groups: each list is kept once. */
async function readEverybody(people: PeopleSource): Promise<readonly JudgedPerson[]> {
  const everybody: JudgedPerson[] = [];
  const known = new Map<string, readonly string[]>();
  const shared = (list: readonly string[]) => {
    const text = list.join('\u001f');
    const first = known.get(text) ?? list;
    known.set(text, first);
    return first;
  };
  await people.forEachActive((batch) => {
    for (const { userKey, username, groups, enrolled, methods, exemptUntil, graceStartedAt } of batch) {
      const lists = { groups: shared(groups), methods: shared(methods) };
      everybody.push({ userKey, username, enrolled, exemptUntil, graceStartedAt, ...lists });
    }
  });
  return everybody;
}
