import type { Icon } from '../../http/pages/icons';
import type { GapBlock, GapLevel } from '../blocks';
import { type Html, markup } from './markup';
import type { HtmlPress } from './press';
import { citations, words } from './text';

/** How grave a gap is, as people say it: only what is required holds back the issue. */
export const GAP_LEVELS: Readonly<
  Record<GapLevel, { word: string; look: '' | 'state-warn' | 'state-stop'; icon: Icon }>
> = {
  error: { word: 'Required', look: 'state-stop', icon: 'circle-x' },
  warning: { word: 'Advisory', look: 'state-warn', icon: 'alert-triangle' },
  note: { word: 'Noted', look: '', icon: 'note' },
};

/** What is missing, what it affects, and the way to where it is closed. */
export function drawGap(press: HtmlPress, gap: GapBlock): Html {
  const { id, level, title, text, affects, closes, cites } = gap;
  const { word, look, icon } = GAP_LEVELS[level];
  const href = press.mends(gap);
  const way = href === null ? markup`${closes}` : markup`<a href="${href}">${closes}</a>`;
  const ids = affects.map((one, at) => markup`${at === 0 ? '' : ', '}${words(press, [{ ref: one }])}`);
  const name = markup`<span class="sem">${id}</span>${press.state(word, look, icon)}`;
  const said = markup`<h3>${title}</h3><p>${words(press, text)}</p>`;
  const closing = markup`<p class="small quiet">Affects ${ids}. ${way}.</p>${citations(cites)}`;
  return markup`<div class="missing"${press.home(id)}><p class="row-gap">${name}</p>${said}${closing}</div>`;
}
