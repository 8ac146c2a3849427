import type { Page } from 'playwright-core';

/** Does something that leads to another document, or to the same one again, and waits until that is there. */
export async function arrive(page: Page, action: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), action()]);
}
