export { comparePolicies, type PolicyDifference } from './compare-policies.ts';
export { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
export { findEnrollmentGuard } from './enrollment-guard.ts';
export { evaluatePolicy, type RuleVerdict } from './evaluate-policy.ts';
export { graceEnd } from './grace-end.ts';
export type { GracePeriods } from './grace-periods.ts';
export { initialPolicy } from './initial-policy.ts';
export { longestGrace } from './longest-grace.ts';
export { isNetworkRange, rangeMatcher } from './network-range.ts';
export { PeopleSnapshot } from './people-snapshot.ts';
export type { JudgedPerson, PeopleSource, PolicyPerson } from './people-source.ts';
export {
  type HistoryPage,
  type PolicyActor,
  PolicyAdmin,
  type PolicyVersion,
  type Publication,
  type PublishOutcome,
  type RevertOutcome,
} from './policy-admin.ts';
export { PolicyBook, type PolicySource } from './policy-book.ts';
export {
  type EnrollmentGuard,
  type LoginMethod,
  loginMethods,
  type PathClass,
  type PolicyDocument,
  type PolicyMode,
  type PolicyOutcome,
  type PolicyReading,
  type PolicyRule,
  pathClasses,
  policyModes,
  readPolicy,
} from './policy-document.ts';
export { type DraftBase, type PolicyDraft, PolicyDrafts } from './policy-drafts.ts';
export { policyWarnings } from './policy-warnings.ts';
export {
  defaultFacts,
  guardNames,
  loginNames,
  matchFacts,
  modeNames,
  momentInWords,
  outcomeFacts,
  type PolicyFact,
  pathNames,
  ruleFacts,
  stepUpFacts,
  waveInWords,
  withFactorWords,
} from './policy-words.ts';
export {
  circumstancesAt,
  type PolicyPreview,
  type PreviewPlace,
  type PreviewState,
} from './preview-policy.ts';
export {
  type Circumstances,
  nothingOwed,
  type Owed,
  type Requirement,
  type Subject,
} from './requirement.ts';
export {
  type WaveAction,
  WaveAdmin,
  type WaveOutcome,
  waveActions,
  waveActionsIn,
} from './wave-admin.ts';
export type { WaveDay, WaveDays } from './wave-days.ts';
export { WaveProgress, waveDaysShown } from './wave-progress.ts';
export {
  type Wave,
  type WaveCount,
  type WaveRule,
  type WaveState,
  waitingWaves,
  waveState,
  wavesOf,
  withWave,
} from './waves.ts';
