import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { Keyboard } from './keyboard.ts';
import { overflow } from './overflow.ts';
import type { Visit } from './visit.ts';

type Screen = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** What can differ from the desktop: everything, only what has to do with colors, or only how wide it is. */
  readonly differs: 'all' | 'colors' | 'width';
};

/** On what people see the pages. The desktop is last: it is left as it was found. */
const screens: readonly Screen[] = [
  { name: 'phone', width: 375, height: 667, colorScheme: 'light', differs: 'all' },
  { name: 'tablet', width: 900, height: 700, colorScheme: 'light', differs: 'width' },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark', differs: 'colors' },
  { name: 'desktop', width: 1280, height: 900, colorScheme: 'light', differs: 'all' },
];

/** WCAG 2.2 AA and what it stands on. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const colorRules = ['color-contrast', 'link-in-text-block'];

/** Colors take a moment to change. */
const transitionsOver = `Promise.allSettled(document.getAnimations()
  .filter((animation) => animation instanceof CSSTransition)
  .map(({ finished }) => finished))`;

/** Looks at the page of a visit on every screen, leaves its pictures, and answers what somebody could not use there. */
export async function problemsOnEveryScreen(visit: Visit, name: string): Promise<string[]> {
  const problems: string[] = [];
  for (const screen of screens) {
    await visit.tab.emulateMedia({ colorScheme: screen.colorScheme });
    await visit.tab.setViewportSize(screen);
    await visit.tab.evaluate(transitionsOver);
    await visit.picture(`${name}-${screen.name}`);
    const found = [...(await violationsOn(visit.tab, screen)), ...(await walkOn(visit.tab, screen))];
    const tooWide = await overflow(visit.tab, screen.width);
    if (tooWide !== undefined) found.push(tooWide);
    problems.push(...found.map((problem) => `${name} (${screen.name}): ${problem}`));
  }
  return problems;
}

async function violationsOn(tab: Page, { differs }: Screen): Promise<string[]> {
  if (differs === 'width') return [];
  const axe = new AxeBuilder({ page: tab });
  const { violations } = await (differs === 'all' ? axe.withTags(tags) : axe.withRules(colorRules)).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

async function walkOn(tab: Page, { differs }: Screen): Promise<string[]> {
  if (differs !== 'all') return [];
  try {
    const reached = await new Keyboard(tab).walk();
    return reached.length < 2 ? [`the keyboard reaches only ${reached.join(', ')}`] : [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
