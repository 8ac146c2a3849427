import type { Services } from './compose-services.ts';
import { OpenStreams } from './gate/index.ts';

/** How late the end of a verification may reach what is open (ms). */
const sweepEvery = 5_000;

/** WebSockets and replies that are still being sent, and what ends them while they run. */
export function composeStreams({ sessions, principals, clock }: Services) {
  const sockets = new OpenStreams();
  const replies = new OpenStreams();
  sessions.onRevocation((revocation) => {
    if (revocation.kind === 'session') {
      principals.forget(revocation.key);
      sockets.closeOfSession(revocation.key);
      // A reply may be sent on where a session merely turned out to be another than was thought.
      if (revocation.over) replies.closeOfSession(revocation.key);
    }
    for (const streams of [sockets, replies]) {
      if (revocation.kind === 'moved') streams.move(revocation.from, revocation.to);
      if (revocation.kind === 'user') streams.closeOfUser(revocation.userKey);
      if (revocation.kind === 'login') streams.closeOfLogin(revocation.family);
    }
  });
  let judging = false;
  const judge = async () => {
    if (judging) return;
    judging = true;
    for (const streams of [sockets, replies]) await streams.closeUnwanted();
    judging = false;
  };
  const sweep = setInterval(() => {
    for (const streams of [sockets, replies]) streams.closeExpired(clock());
    void judge();
  }, sweepEvery).unref();
  return { sockets, replies, stopSweep: () => clearInterval(sweep) };
}
