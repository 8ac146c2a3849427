import { sameUserName } from '../kernel/user-name.ts';
import type { ForwardAs } from './decide.ts';

/**
 * Jira names the user of nearly every reply in `X-AUSERNAME`: percent-encoded UTF-8, in stored case, `anonymous` for
 * nobody, and absent where an earlier filter answered. A name nobody decided about means that the request got in by
 * a way the gate did not see, and then not a byte of the reply may go out.
 */
export type ReplyVerdict =
  | { readonly kind: 'pass' }
  /** Jira no longer knows the session: what is remembered of it is wrong. */
  | { readonly kind: 'pass_and_forget' }
  | { readonly kind: 'drop'; readonly reason: string };

export type ReplyFacts = {
  readonly as: ForwardAs;
  /** Whom the decision was made for; absent for anonymous requests, and for tokens that Jira does not know. */
  readonly expected: string | undefined;
  readonly login: boolean;
  /** An OAuth 1 signature, which fits this one request only: Jira cannot be asked whose it is. */
  readonly signed: boolean;
  readonly userHeader: string | readonly string[] | undefined;
};

export function checkReply(facts: ReplyFacts): ReplyVerdict {
  const named = readUserHeader(facts.userHeader);
  if (named.kind === 'unknown') return { kind: 'pass' };
  if (named.kind === 'malformed') return { kind: 'drop', reason: 'a user name that cannot be read' };
  switch (facts.as) {
    case 'login':
      return { kind: 'pass' };
    case 'machine':
      return named.kind === 'anonymous' || facts.signed || isNamed(named, facts.expected)
        ? { kind: 'pass' }
        : { kind: 'drop', reason: 'the reply belongs to somebody other than the token' };
    case 'person':
    case 'basic':
      if (named.kind === 'anonymous') return { kind: 'pass_and_forget' };
      return isNamed(named, facts.expected)
        ? { kind: 'pass' }
        : { kind: 'drop', reason: 'the reply belongs to another user' };
    case 'anonymous':
    case 'public':
      if (named.kind === 'anonymous' || (facts.as === 'anonymous' && facts.login)) return { kind: 'pass' };
      return { kind: 'drop', reason: 'the reply names a user though nobody was logged in' };
    default:
      return facts.as satisfies never;
  }
}

type NamedUser =
  | { readonly kind: 'unknown' | 'anonymous' | 'malformed' }
  /** A blank may be written `%20` or `+`, so a `+` leaves two readings. */
  | { readonly kind: 'name'; readonly readings: readonly string[] };

function isNamed(named: NamedUser, expected: string | undefined): boolean {
  return (
    named.kind === 'name' &&
    expected !== undefined &&
    named.readings.some((name) => sameUserName(name, expected))
  );
}

function readUserHeader(header: string | readonly string[] | undefined): NamedUser {
  if (header === undefined || header === '') return { kind: 'unknown' };
  if (typeof header !== 'string') return { kind: 'malformed' };
  if (header === 'anonymous') return { kind: 'anonymous' };
  try {
    return {
      kind: 'name',
      readings: [decodeURIComponent(header), decodeURIComponent(header.replaceAll('+', '%20'))],
    };
  } catch {
    return { kind: 'malformed' };
  }
}
