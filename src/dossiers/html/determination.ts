import { MARK_WORDS } from '../pdf/marks';
import type { Block } from '../blocks';
import { type Html, markup, when } from './markup';
import type { HtmlPress } from './press';
import { drawMark } from './table';
import { beside, words } from './text';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

export const drawVerdict = (press: HtmlPress, { outcome, title, detail }: Of<'verdict'>): Html =>
  markup`<div class="determined framed-${outcome}"><strong>${title}</strong><p>${words(press, detail)}</p></div>`;

/** One criterion: its number and mark, the test, the facts with who stated them, the reasons, and the law beside. */
export function drawCriterion(press: HtmlPress, block: Of<'criterion'>): Html {
  const { label, mark, test, facts, rationale, cites } = block;
  const state = mark === undefined ? markup`` : drawMark(press, mark, MARK_WORDS[mark]);
  const stated = when(
    facts.length > 0,
    () => markup`<ul>${facts.map((fact) => markup`<li>${words(press, fact)}</li>`)}</ul>`,
  );
  const reasons = rationale === undefined ? markup`` : markup`<p>${words(press, rationale)}</p>`;
  const head = markup`<p class="row-gap"><strong>${label}</strong>${state}</p><p class="statement said">${test}</p>`;
  return markup`<div class="drawn-row tested"><div>${head}${stated}${reasons}</div>${beside(press, [], cites)}</div>`;
}
