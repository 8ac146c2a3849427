import type { Page } from 'playwright-core';

/** The accessible name of what has the focus, as far as our pages need one. */
const focusedName = `(() => {
  const element = document.activeElement;
  const label = element.labels?.[0] ?? element;
  return label.innerText.trim();
})()`;

/** Whether the focus can be seen: it is on the screen, and something is drawn around it. */
const focusIsVisible = `(() => {
  const element = document.activeElement;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const onScreen = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top;
  return onScreen && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
})()`;

/** Somebody without a mouse. */
export class Keyboard {
  readonly #tab: Page;

  constructor(tab: Page) {
    this.#tab = tab;
  }

  press(key: 'Tab' | 'Enter' | 'Space'): Promise<void> {
    return this.#tab.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#tab.keyboard.type(text);
  }

  focused(): Promise<string> {
    return this.#tab.evaluate<string>(focusedName);
  }

  /**
   * Presses Tab once round the page. Answers what was reached; throws where the focus cannot be seen on the way, or does
   * not come to an end.
   */
  async walk(): Promise<string[]> {
    const passed: string[] = [];
    await this.#tab.evaluate('document.activeElement.blur()');
    for (let presses = 0; presses < 100; presses += 1) {
      await this.press('Tab');
      const [isOnPage, reached, isVisible] = await this.#tab.evaluate<[boolean, string, boolean]>(
        `[document.activeElement !== document.body, ${focusedName}, ${focusIsVisible}]`,
      );
      if (!isOnPage) return passed;
      if (!isVisible) throw new Error(`the focus on "${reached}" cannot be seen`);
      if (passed.length > 0 && reached === passed[0]) return passed;
      passed.push(reached);
    }
    throw new Error(`Tab does not come round: ${passed.join(' | ')}`);
  }

  /** Presses Tab until something is reached. Throws when it is not, or when the focus cannot be seen on the way. */
  async tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < 15; presses += 1) {
      await this.press('Tab');
      const reached = await this.focused();
      passed.push(reached);
      if (!(await this.#tab.evaluate<boolean>(focusIsVisible)))
        throw new Error(`the focus on "${reached}" cannot be seen`);
      if (typeof name === 'string' ? reached === name : name.test(reached)) return;
    }
    throw new Error(`Tab does not come to "${name}", but to: ${passed.join(' | ')}`);
  }
}
