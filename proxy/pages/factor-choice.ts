import type { Request } from 'express';
import type { Authenticator, Factors } from '../authenticators/index.ts';
import type { FactorPreferences } from '../enrollment/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import type { BrowserMemo } from './browser-memo.ts';
import { field, parameter } from './page-kit.ts';

export type ChoiceParts = {
  readonly factors: Factors;
  readonly preferences: FactorPreferences;
  readonly memo: BrowserMemo;
};

export type Choice = {
  readonly authenticator: Authenticator;
  /** Whether they have another one. */
  readonly others: boolean;
};

/** Which of their factors a person is asked for: the one they chose, else the one they used last here, else the best. */
export async function chooseFactor(
  req: Request,
  scope: RequestScope,
  { userKey, wanted }: { readonly userKey: string; readonly wanted?: readonly string[] | undefined },
  { factors, preferences, memo }: ChoiceParts,
): Promise<Choice> {
  const usable = (await factors.usableBy(userKey, wanted)).map(({ authenticator }) => authenticator);
  const others = usable.length > 1;
  const slug = field(req, 'method') ?? parameter(req, 'method');
  const posted = usable.find(({ traits }) => traits.slug === slug);
  if (posted !== undefined) return { authenticator: posted, others };
  for (const wish of [memo.lastMethod(scope, userKey), await preferences.find(userKey)]) {
    const found = usable.find(({ method }) => method === wish);
    if (found !== undefined) return { authenticator: found, others };
  }
  // Somebody without anything is left with the codes on paper.
  return { authenticator: usable[0] ?? factors.get(factors.recoveryMethods()[0]), others };
}
