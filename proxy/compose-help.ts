import { type Database, KnexBreakGlassRequests, KnexExemptionRepository } from '../db/index.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config/index.ts';
import { ownPagesPath } from './http/links.ts';
import {
  AccessService,
  BreakGlass,
  ExemptionService,
  HelpDesk,
  HelpDeskCodeService,
  type HelpDeskParts,
  ResetService,
} from './user-help/index.ts';

export type HelpTools = {
  readonly config: Config;
  readonly db: Database;
  readonly services: Services;
  readonly contextPath: string;
  readonly place: HelpDeskParts['place'];
};

export type Help = ReturnType<typeof composeHelp>;

/** What administrators, and two people at the server's console, can do for one person. */
export function composeHelp({ config, db, services, contextPath, place }: HelpTools) {
  const { helpDeskCodes: codes, resetLinks: links, ownEnrollment: own, ledger, clock } = services;
  const desk = new HelpDesk({ ...services, place });
  const pages = `${config.publicOrigin}${contextPath}${ownPagesPath}`;
  const { mirror } = services.people;
  return {
    reset: new ResetService({
      ...{ ...services, desk, own, ledger, links, codes },
      linkAddress: (token) => `${pages}/set-up-again?token=${encodeURIComponent(token)}`,
    }),
    exemptions: new ExemptionService({ desk, exemptions: new KnexExemptionRepository(db), clock }),
    helpDeskCodes: new HelpDeskCodeService(desk, codes),
    access: new AccessService({ ...services, desk }),
    breakGlass: new BreakGlass({
      ...{ ...services, codes, adminMail: () => services.settings.current.adminMail },
      requests: new KnexBreakGlassRequests(db),
      findByKey: (userKey) => mirror.find(userKey, { now: clock() }),
      findPerson: async (nameOrKey) =>
        (await mirror.findByName(nameOrKey, { now: clock() })) ?? mirror.find(nameOrKey, { now: clock() }),
    }),
  };
}
