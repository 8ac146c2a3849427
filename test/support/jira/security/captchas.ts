import { randomUUID } from 'node:crypto';

/** The stand-in's captcha always shows this word. */
export const CAPTCHA_WORD = 'standin';

const MOST_OPEN = 1000;

/** Captchas handed out over REST, each good for one answer. The login form needs only the word. */
export class Captchas {
  readonly #open = new Set<string>();

  issue(): string {
    const id = randomUUID();
    this.#open.add(id);
    const [oldest] = this.#open;
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
    return id;
  }

  consume(id: string | undefined, answer: string | undefined): boolean {
    return id !== undefined && this.#open.delete(id) && isCaptchaWord(answer);
  }
}

export function isCaptchaWord(answer: string | undefined): boolean {
  return answer?.trim().toLowerCase() === CAPTCHA_WORD;
}
