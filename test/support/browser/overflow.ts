import type { Page } from 'playwright-core';

/** What sticks out of a screen of so many pixels, or undefined when nobody has to scroll sideways. */
export async function overflow(tab: Page, width: number): Promise<string | undefined> {
  const needed = await tab.evaluate<number>('document.documentElement.scrollWidth');
  if (needed <= width) return undefined;
  const culprits = await tab.evaluate<string>(`[...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > ${width})
    .map((element) => element.tagName + '.' + element.className)
    .join(', ')`);
  return `${needed} pixels wide because of ${culprits}`;
}
