import {
  createHistoryScreen,
  createNetworkScreen,
  createNetworksScreen,
  createNewWaveScreen,
  createPoliciesScreen,
  createReviewScreen,
  createRuleScreen,
  createStepUpScreen,
  createVersionScreen,
  createWaveChangeScreen,
  createWavesScreen,
  createWhatIfScreen,
  PolicyDesk,
  type Screen,
  WhatIf,
} from '../admin/console/index.ts';
import { factorModules } from './authenticators/registry.ts';
import type { RouteParts } from './compose-routes.ts';

/** The screens of the console that are about rules, networks and waves. */
export function composePolicyScreens({ services, config, answers, jira }: RouteParts): readonly Screen[] {
  const {
    policyAdmin: admin,
    policyDrafts: drafts,
    waveAdmin,
    waveProgress,
    policies,
    requirements,
    clock,
    mailer,
  } = services;
  const { contextPath } = answers.links;
  const desk = new PolicyDesk({ admin, drafts, policies });
  const methods = config.methods.map((method) => ({
    method,
    name: factorModules.find((factor) => factor.method === method)?.pages.words.en.name ?? method,
  }));
  return [
    createPoliciesScreen(desk),
    createRuleScreen(desk, methods),
    createStepUpScreen(desk),
    createReviewScreen({ desk, admin, clock }),
    createWhatIfScreen(desk, new WhatIf({ jira, requirements, contextPath })),
    createHistoryScreen(admin),
    createVersionScreen(admin),
    createNetworksScreen(desk),
    createNetworkScreen(desk),
    createWavesScreen(desk, waveProgress),
    createNewWaveScreen({ desk, clock, canSendMails: mailer !== undefined }),
    createWaveChangeScreen(desk, waveAdmin),
  ];
}
