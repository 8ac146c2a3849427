import { ConversationService, ConversationStore } from '../../../proxy/conversation/index.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { buildKeyRing } from '../../support/builders/index.ts';
import {
  createFakeAddressLimiter,
  createFakeAttemptLedger,
  createFakeAuditLog,
  createFakeClock,
  createFakePeopleDirectory,
  createFakeRandomBytes,
} from '../../support/fakes/index.ts';

export const origin = { address: '192.0.2.1', requestId: 'request 1' } as const;

/** The conversation service with a working fake of all that it needs. */
export function givenConversations() {
  const clock = createFakeClock();
  const ring = buildKeyRing();
  const shared = new InProcessStore(clock.read);
  const randomBytes = createFakeRandomBytes();
  const box = new SecretBox(ring);
  const hash = createKeyedHash(ring);
  const store = new ConversationStore(shared, hash, clock.read, randomBytes);
  const ledger = createFakeAttemptLedger();
  const addresses = createFakeAddressLimiter();
  const audit = createFakeAuditLog();
  const people = createFakePeopleDirectory();
  /** Of everybody's sessions; another one stands for a revocation. */
  const generations = { current: 'generation 1' };
  const service = new ConversationService({
    ...{ conversations: store, ledger, addresses, audit, people, box },
    generationOf: async () => generations.current,
    clock: clock.read,
  });
  return {
    service,
    store,
    shared,
    ledger,
    addresses,
    audit,
    people,
    clock,
    box,
    hash,
    randomBytes,
    generations,
  };
}
