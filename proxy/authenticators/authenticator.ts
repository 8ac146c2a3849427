import type { NoticeKind } from '../ui/index.ts';
import type { NewFactor } from './new-factor.ts';

/** Whose factor it is, as Jira knows them. `email` and `locale` are empty where Jira does not tell. */
export type FactorPerson = {
  readonly userKey: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly locale: string;
};

/** Who stands at a factor, and in which flow: a login, a confirmation, a setup. */
export type FactorContext = {
  readonly person: FactorPerson;
  /** Names the flow (a keyed hash). What one flow began, no other can finish. */
  readonly flow: string;
  readonly address: string;
};

/** What was posted: the factor's own fields, by name. */
export type FactorInput = Readonly<Record<string, string>>;

/** What a factor answers about something the person sent. `wrong` reasons go to the audit only. */
export type FactorResult =
  | {
      readonly kind: 'right';
      /** A code that was used up and replaced: the new one, to be shown once. */
      readonly replacementCode?: string;
      /** How many single-use codes are left. */
      readonly codesLeft?: number;
      /** What the audit calls it, where it is not what the factor's traits say. */
      readonly event?: FactorEvent;
    }
  | {
      readonly kind: 'wrong';
      readonly reason: string;
      readonly alarm?: 'copied_key';
      /** It looks like one of this factor's: where several factors looked at it, the audit says it of this one. */
      readonly ownShape?: true;
    };

/** What came of sending, or of asking somebody else: not a verdict about the person. */
export type StartResult =
  | { readonly kind: 'started' }
  /** Nothing was sent: too many were, lately. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** Nothing was sent: what the person gave cannot be sent to (no such number, no address). */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'failed' };

export type Progress = 'waiting' | 'answered';

export type SetupResult =
  | { readonly kind: 'right'; readonly factor: NewFactor }
  | { readonly kind: 'wrong'; readonly reason: string };

/** One thing that the person has: an app, a key, a number. */
export type OwnedAuthenticator = {
  readonly id: string;
  /** As the person called it; empty: the factor's own name says enough. */
  readonly name: string;
  /** What tells it from others, with nothing secret in it: a masked number, how many codes are left. */
  readonly detail?: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | undefined;
  readonly blocked: boolean;
  /** Blocked, since what is stored does not open: changed by hand, or its key is gone. */
  readonly unreadable?: true;
};

export type FactorTraits = {
  /** Its name in addresses and forms. */
  readonly slug: string;
  /** Cards are shown in this order, the highest first. */
  readonly strength: number;
  /**
   * `recovery`: a code on paper that stands in for a factor that is not at hand; `fallback`: one that is too weak to
   * stand alone. Neither is ever the only one.
   */
  readonly role: 'primary' | 'fallback' | 'recovery';
  /** Whether a person may have more than one. */
  readonly several: boolean;
  /** Whether a new one takes the place of the old one, in one step: the app on another phone. */
  readonly movable?: boolean;
  /** Whether it opens a login and confirms nothing else: a code that somebody else knows, too. */
  readonly loginOnly?: true;
  /** What its owner is told of its use, where the number of codes that are left does not say it. */
  readonly notice?: NoticeKind;
  /** What the audit says about its use. */
  readonly events: { readonly right: FactorEvent; readonly wrong: FactorEvent };
};

export type FactorEvent =
  | 'factor.verified'
  | 'factor.failed'
  | 'recovery_code.used'
  | 'recovery_code.failed'
  | 'backup_code.used'
  | 'backup_code.failed'
  | 'help_desk_code.used'
  | 'help_desk_code.failed'
  | 'break_glass.used';

/**
 * A factor, as the services know it: nothing above this folder knows one by name. Every method throws only when it
 * cannot tell; whoever asked lets that through, and nobody gets in.
 *
 * `Prompt` and `Offer` are facts for the factor's own page parts (`FactorPages`); nobody else looks into them.
 */
export interface Authenticator<Prompt = unknown, Offer = unknown> {
  readonly method: string;
  readonly traits: FactorTraits;
  /** What the person has of it, oldest first. */
  list(userKey: string): Promise<readonly OwnedAuthenticator[]>;
  /** What the page that asks for it has to know. Is called for every look at the page: sends nothing. */
  prompt(context: FactorContext): Promise<Prompt>;
  /** The person pressed the button that sends something; absent where nothing is sent. */
  start?(context: FactorContext, input: FactorInput): Promise<StartResult>;
  /**
   * Whether what was started has an answer: a look, which decides nothing and spends nothing. With what was posted: whether
   * there is anything to judge yet.
   */
  progress?(context: FactorContext, input?: FactorInput): Promise<Progress>;
  /** A right answer is used up in the same step. */
  verify(context: FactorContext, input: FactorInput): Promise<FactorResult>;
  /** How a person gets it; absent for what comes by itself. */
  readonly setup?: FactorSetup<Offer>;
  /** A new set of codes, for a factor that is codes on paper: shown once. `undefined` where nobody is enrolled. */
  issue?(userKey: string): Promise<readonly string[] | undefined>;
  /** How many codes are left, by people's keys; whoever has none made is left out. */
  codesLeft?(userKeys: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface FactorSetup<Offer = unknown> {
  /** The same flow is offered the same, every new one something new. Sends nothing. */
  offer(context: FactorContext): Promise<Offer>;
  start?(context: FactorContext, input: FactorInput): Promise<StartResult>;
  progress?(context: FactorContext, input?: FactorInput): Promise<Progress>;
  /** Whether the person holds what was offered. Stores nothing: who asked does, in one step with all else. */
  confirm(context: FactorContext, input: FactorInput): Promise<SetupResult>;
}
