import type { ComponentChildren, VNode } from 'preact';
import type { IconName, Language, Message, PageForm, Translations, Words } from '../ui/index.ts';

/** What every factor says about itself, in each language. */
export type FactorWords = {
  /** "Authenticator app" */
  readonly name: string;
  /** One sentence for the card on which people choose it. */
  readonly card: string;
  /** The first line of the page that asks for it. */
  readonly intro: string;
  /** The first line of the page that sets it up, where there is one. */
  readonly setupIntro: string;
  readonly wrong: Message;
  readonly missing: Message;
};

export type FactorPartProps<Facts> = {
  readonly facts: Facts;
  readonly form: PageForm;
  /** What the last attempt came to; put beside the field. */
  readonly notice: VNode | undefined;
  readonly message: Message | undefined;
  readonly language: Language;
  readonly words: Words;
  /** Where the answer's progress can be asked, as JSON. */
  readonly progressHref: string;
  /** Further fields of the form that answers. */
  readonly children?: ComponentChildren;
};

/** A factor's own parts of the pages. Methods, so that a list of all factors can hold them. */
export interface FactorPages<Prompt = unknown, Offer = unknown> {
  readonly icon: IconName;
  readonly words: Translations<FactorWords>;
  /** A browser script that its parts need: a file that is served with the pages. */
  readonly script?: string;
  /** Which posted fields the factor reads. */
  readonly fields: readonly string[];
  /** Whether there is anything to look at: an empty form is no attempt. */
  isAnswered(input: Readonly<Record<string, string>>): boolean;
  Challenge(props: FactorPartProps<Prompt>): VNode;
  Setup?(props: FactorPartProps<Offer>): VNode;
}
