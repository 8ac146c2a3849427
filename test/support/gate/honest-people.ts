import type { RawAnswer } from '../jira/raw-client.ts';
import type { Site } from './site.ts';
import { codeAt, formsOf, Visitor } from './visitor.ts';

export type Fields = Readonly<Record<string, string>>;
/** A request that works, and how it shows that it did. */
export type HonestRequest = {
  readonly visitor: Visitor;
  readonly fields: Fields;
  /** What an API is sent, where fields cannot say it. */
  readonly json?: object;
  /** What the address carries besides: whom it is about. */
  readonly query?: string;
  readonly worked: (answer: RawAnswer) => boolean;
};
/** `tokens`: every form token that was seen on the way, of whomever and for whatever. */
export type Setting = { readonly site: Site; readonly tokens: Set<string> };

export const pages = '/plugins/servlet/two-step';
export const passwordOf = (name: string) => `${name}-password`;
export const goesTo = (place: string) => (answer: RawAnswer) =>
  answer.headers.location?.endsWith(place) ?? false;

/** Opens a page of the gate, after the password where nobody is logged in, and notes the tokens of its forms. */
export async function open(
  { site, tokens }: Setting,
  page: string,
  name: string,
  visitor = new Visitor(site.gate.url),
) {
  if (!visitor.client.cookies.has('JSESSIONID')) await visitor.logIn(name, passwordOf(name));
  const { text } = await visitor.open(`${pages}/${page}`);
  const forms = formsOf(text);
  for (const { hidden } of forms) tokens.add(hidden.token ?? '');
  const hiddenOf = (action: string) => forms.find((form) => form.action.endsWith(action))?.hidden ?? {};
  return { visitor, text, forms, hidden: hiddenOf(`/${page.split('?')[0]}`), logout: hiddenOf('/logout') };
}

export function enroll({ site }: Setting, name: string, visitor = new Visitor(site.gate.url)) {
  return visitor.enroll(name, passwordOf(name), site.clock.now);
}

export function freshCode({ site }: Setting, secret: string): string {
  site.clock.pass(30_000);
  return codeAt(secret, site.clock.now);
}
