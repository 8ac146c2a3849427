import type { Person } from '../audit/index.ts';

/** The table of people that the gate has met (`app_user`): which key belongs to which name. */
export interface PeopleDirectory {
  /** Writes or corrects somebody's name. */
  remember(person: Person): Promise<void>;
}
