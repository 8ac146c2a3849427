export { buildApp, buildNewEnrollment, buildRow, buildUsedStep } from './build-enrollment.ts';
export { buildFacts } from './build-facts.ts';
export { buildKeyRing } from './build-key-ring.ts';
export {
  buildCaller,
  buildContext,
  buildConversation,
  buildPerson,
  buildPrincipal,
} from './build-people.ts';
export { buildRequest, buildScope, type RequestParts } from './build-request.ts';
export { buildRequirements } from './build-requirements.ts';
