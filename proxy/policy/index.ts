export { evaluatePolicy, type Policy, type Requirement, type Subject } from './policy.ts';
