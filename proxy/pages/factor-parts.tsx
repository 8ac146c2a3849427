import type { Request } from 'express';
import type { FactorModule } from '../authenticators/factor-module.ts';
import type { FactorPages, FactorWords } from '../authenticators/factor-pages.ts';
import type { Authenticator, StartResult } from '../authenticators/index.ts';
import type { SafePath } from '../kernel/safe-path.ts';
import { type Card, type Message, MessageBox, type PageForm, type VNode } from '../ui/index.ts';
import { field, type Speech } from './page-kit.ts';
import type { Notice } from './refused-attempt.tsx';

export type PartInput = {
  readonly facts: unknown;
  readonly form: PageForm;
  readonly notice: Notice | undefined;
  readonly speech: Speech;
  readonly progressHref: SafePath;
  readonly children?: VNode | undefined;
};

/** What factors say and look like, for pages that know none of them by name. */
export class FactorParts {
  readonly #pages: ReadonlyMap<string, FactorPages>;

  constructor(modules: readonly FactorModule[]) {
    this.#pages = new Map(modules.map(({ method, pages }) => [method, pages]));
  }

  /** @throws Error for a method that no factor has */
  of({ method }: Pick<Authenticator, 'method'>): FactorPages {
    const pages = this.#pages.get(method);
    if (pages === undefined) throw new Error(`no pages for ${method}`);
    return pages;
  }

  words(authenticator: Pick<Authenticator, 'method'>, { language }: Speech): FactorWords {
    return this.of(authenticator).words[language];
  }

  /** The factor's name; of a method that this version does not know, as it stands in the database. */
  nameOf(method: string, { language }: Speech): string {
    return this.#pages.get(method)?.words[language].name ?? method;
  }

  cards(
    authenticators: readonly Authenticator[],
    speech: Speech,
    hrefOf: (authenticator: Authenticator) => SafePath,
    badgeOf?: (authenticator: Authenticator) => string | undefined,
  ): readonly Card[] {
    return authenticators.map((authenticator) => {
      const { icon } = this.of(authenticator);
      const { name, card } = this.words(authenticator, speech);
      return {
        href: hrefOf(authenticator),
        icon,
        title: name,
        text: card,
        badge: badgeOf?.(authenticator),
      };
    });
  }

  /** The fields that the factor reads, out of a posted form. */
  read(req: Request, authenticator: Pick<Authenticator, 'method'>): Record<string, string> {
    const posted = this.of(authenticator).fields.map((name) => [name, field(req, name)] as const);
    return Object.fromEntries(posted.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  challenge(authenticator: Pick<Authenticator, 'method'>, input: PartInput): VNode {
    const Part = this.of(authenticator).Challenge;
    return <Part {...this.#props(input)}>{input.children}</Part>;
  }

  setup(authenticator: Pick<Authenticator, 'method'>, input: PartInput): VNode {
    const Part = this.of(authenticator).Setup;
    if (Part === undefined) throw new Error(`${authenticator.method} has no setup`);
    return <Part {...this.#props(input)} />;
  }

  #props({ facts, form, notice, speech, progressHref }: PartInput) {
    const { language, words } = speech;
    const box = notice && <MessageBox message={notice.message} note={notice.attemptsLeft} />;
    return { facts, form, notice: box, message: notice?.message, language, words, progressHref };
  }
}

/** What the page says after something was to be sent. */
export function sendingNotice(result: StartResult | undefined, { words }: Speech): Notice | undefined {
  const { messages } = words;
  const texts: Record<Exclude<StartResult['kind'], 'wait'>, Message> = {
    started: messages.codeSent,
    failed: messages.sendFailed,
    unusable: messages.sendUnusable,
  };
  if (result === undefined) return undefined;
  const message = result.kind === 'wait' ? messages.sendWait(result.seconds) : texts[result.kind];
  return { message };
}
