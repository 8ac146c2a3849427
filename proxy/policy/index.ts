export { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
export { findEnrollmentGuard } from './enrollment-guard.ts';
export { evaluatePolicy, type RuleVerdict } from './evaluate-policy.ts';
export type { GracePeriods } from './grace-periods.ts';
export { initialPolicy } from './initial-policy.ts';
export { longestGrace } from './longest-grace.ts';
export { isNetworkRange, rangeMatcher } from './network-range.ts';
export { PolicyBook, type PolicySource } from './policy-book.ts';
export {
  type EnrollmentGuard,
  type LoginMethod,
  loginMethods,
  type PathClass,
  type PolicyDocument,
  type PolicyMode,
  type PolicyReading,
  type PolicyRule,
  pathClasses,
  policyModes,
  readPolicy,
} from './policy-document.ts';
export {
  type Circumstances,
  nothingOwed,
  type Owed,
  type Requirement,
  type Subject,
} from './requirement.ts';
