import { generateSync } from 'otplib';
import { RecoveryCodeVault } from '../../../proxy/authenticators/recovery-code/index.ts';
import { TotpAuthenticator } from '../../../proxy/authenticators/totp/index.ts';
import { FactorProof } from '../../../proxy/conversation/index.ts';
import {
  EnrollmentDirectory,
  EnrollmentService,
  UnenrollmentService,
} from '../../../proxy/enrollment/index.ts';
import { hour } from '../../../proxy/kernel/clock.ts';
import { VerifiedSessionService } from '../../../proxy/session/index.ts';
import { createFakeEnrollmentRepository } from '../../support/fakes/index.ts';
import { givenConversations } from '../conversation/given-conversations.ts';

/** The enrollment services with working fakes, and a way to know the codes that an app would show. */
export function givenEnrollment() {
  const given = givenConversations();
  const { service, store, shared, ledger, audit, clock, box, hash, randomBytes } = given;
  const rows = createFakeEnrollmentRepository();
  const directory = new EnrollmentDirectory(async (key) => (await rows.find(key))?.since, clock.read);
  directory.setListening(true);
  const sessions = new VerifiedSessionService({
    ...{ store: shared, hash, clock: clock.read, randomBytes },
    idleLimit: hour,
  });
  const vault = new RecoveryCodeVault('plain', box, randomBytes);
  const totp = new TotpAuthenticator(rows, box, hash, clock.read);
  const enrollment = new EnrollmentService({
    ...{ store, directory, vault, box, hash, conversations: service, enrollments: rows },
    ...{ clock: clock.read, issuer: 'Jira' },
  });
  const unenrollment = new UnenrollmentService({
    ...{ directory, sessions, totp, audit, enrollments: rows },
    proof: new FactorProof(ledger, clock.read),
  });
  const codeOf = (secret: string, away = 0) =>
    generateSync({ secret, epoch: Math.floor(clock.read() / 1_000) + away * 30 });
  return { ...given, rows, directory, sessions, enrollment, unenrollment, codeOf };
}
