import { FactorMemory } from '../../../proxy/authenticators/index.ts';
import { RecoveryCodeVault } from '../../../proxy/authenticators/recovery-code/index.ts';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { DeliveryError } from '../../../proxy/notification/delivery-error.ts';
import type { Mail } from '../../../proxy/notification/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { HelpDeskCodes } from '../../../proxy/user-help/index.ts';
import { buildKeyRing, buildNewEnrollment } from '../../support/builders/index.ts';
import {
  createFakeClock,
  createFakeEnrollmentRepository,
  createFakeHelpDeskCodes,
  createFakeRandomBytes,
} from '../../support/fakes/index.ts';

/** Everything that a factor is made of, with working fakes, and what was sent. */
export function givenFactorTools() {
  const clock = createFakeClock();
  const ring = buildKeyRing();
  const [box, hash, randomBytes] = [new SecretBox(ring), createKeyedHash(ring), createFakeRandomBytes()];
  const shared = new InProcessStore(clock.read);
  const memory = new FactorMemory(shared, box, hash, clock.read);
  const enrollments = createFakeEnrollmentRepository();
  const mails: Mail[] = [];
  const texts: { readonly number: string; readonly text: string }[] = [];
  const delivery = { works: true };
  const failing = () => {
    if (!delivery.works) throw new DeliveryError('unreachable');
  };
  const helpDeskCodes = new HelpDeskCodes({
    ...{ repository: createFakeHelpDeskCodes(enrollments), hash, randomBytes, clock: clock.read },
  });
  const tools = {
    helpDeskCodes,
    ...{ memory, box, hash, randomBytes, enrollments, clock: clock.read },
    ...{ rows: enrollments.authenticators, totp: enrollments, issuer: () => 'Jira' },
    vault: new RecoveryCodeVault('plain', box, randomBytes),
    publicOrigin: 'https://jira.example.com',
    mailer: {
      check: async () => undefined,
      send: async (mail: Mail) => {
        failing();
        mails.push(mail);
      },
      close: () => undefined,
    },
    sms: {
      send: async (number: string, text: string) => {
        failing();
        texts.push({ number, text });
      },
    },
    duo: undefined,
    onDeliveryFailure: () => undefined,
    isQuestionNetwork: (address: string) => address.startsWith('10.'),
  };
  const enroll = async (userKey: string) => {
    const since = await enrollments.create(buildNewEnrollment({ userKey }));
    if (since === undefined) throw new Error('enrolled already');
  };
  return { tools, clock, shared, memory, box, hash, enrollments, mails, texts, delivery, enroll };
}
