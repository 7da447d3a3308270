import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WIDTH = 320;

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
declare const axe: { run(page: unknown, options: object): Promise<{ violations: Found[] }> };
declare const document: { readonly documentElement: { readonly scrollWidth: number } };

/** Runs in the page. */
const violations = async (): Promise<string[]> => {
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = await axe.run(document, { runOnly });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
};
const width = (): number => document.documentElement.scrollWidth;

/** What is wrong with a page by WCAG 2.2 AA as axe finds it, and whether it is wider than a screen of 320 px. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(`${AXE}; 0`);
  const found = await page.evaluate(violations);
  const size = page.viewportSize();
  await page.setViewportSize({ width: WIDTH, height: 800 });
  const isWide = (await page.evaluate(width)) > WIDTH;
  if (size !== null) await page.setViewportSize(size);
  return isWide ? [...found, `wider than ${WIDTH} px`] : found;
}
