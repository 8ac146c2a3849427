export type {
  Authenticator,
  FactorContext,
  FactorEvent,
  FactorInput,
  FactorPerson,
  FactorResult,
  FactorSetup,
  FactorTraits,
  OwnedAuthenticator,
  Progress,
  SetupResult,
  StartResult,
} from './authenticator.ts';
export type { AuthenticatorRepository, StoredAuthenticator } from './authenticator-repository.ts';
export { FactorMemory } from './factor-memory.ts';
export { Factors, type OwnedFactor } from './factors.ts';
export type { NewFactor, NewRow, UsedStep } from './new-factor.ts';
export type { StoredApp, TotpRepository } from './totp/index.ts';
