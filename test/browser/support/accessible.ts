import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
declare const axe: {
  run(options: object): Promise<{ readonly violations: readonly Violation[] }>;
};
declare const document: {
  readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number };
  readonly fonts: { readonly ready: Promise<unknown> };
};

/** WCAG 2.2, levels A and AA, and what is good practice beside it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const violationsIn = (options: object): Promise<string[]> =>
  axe
    .run(options)
    .then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
    );

const overflow = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth;
const fonts = (): Promise<unknown> => document.fonts.ready;

/** Colours change slowly. */
const SETTLED_MS = 300;

/** What is not accessible in a page: light at 1440 px, its colours in the dark, and 320 px without sideways scroll. */
export async function inaccessible(page: Page): Promise<readonly string[]> {
  const wide = page.viewportSize();
  await page.evaluate(fonts);
  await page.evaluate(AXE);
  const light = await page.evaluate(violationsIn, { runOnly: RULES });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.waitForTimeout(SETTLED_MS);
  const dark = await page.evaluate(violationsIn, { runOnly: { type: 'rule', values: ['color-contrast'] } });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 700 });
  const narrow = await page.evaluate(violationsIn, {
    runOnly: { type: 'rule', values: ['target-size', 'scrollable-region-focusable', 'color-contrast'] },
  });
  const over = await page.evaluate(overflow);
  if (wide !== null) await page.setViewportSize(wide);
  return [
    ...light.map((one) => `light ${one}`),
    ...dark.map((one) => `dark ${one}`),
    ...narrow.map((one) => `320 px ${one}`),
    ...(over > 0 ? [`320 px: the page is ${over} px too wide`] : []),
  ];
}
