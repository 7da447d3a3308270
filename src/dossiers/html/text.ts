import { printedCitation, type Citation } from '../../kernel/citation';
import type { Run, Text } from '../blocks';
import { type Html, markup, when } from './markup';
import type { HtmlPress } from './press';

/** A reference leads to the one home of its record where the page has it; pages have no numbers here. */
const reference = (press: HtmlPress, id: string): Html =>
  press.has(id) ? markup`<a href="#${id}">${id}</a>` : markup`<span class="sem">${id}</span>`;

function run(press: HtmlPress, one: Run): Html {
  if (typeof one === 'string') return markup`${one}`;
  if ('ref' in one) return reference(press, one.ref);
  switch (one.style) {
    case 'strong':
      return markup`<strong>${one.text}</strong>`;
    case 'emphasis':
      return markup`<em>${one.text}</em>`;
    case 'mono':
      return markup`<code>${one.text}</code>`;
    case 'muted':
      return markup`<span class="quiet">${one.text}</span>`;
  }
}

/** Runs of a text, with their styles and links. */
export const words = (press: HtmlPress, text: Text): Html =>
  typeof text === 'string' ? markup`${text}` : markup`${text.map((one) => run(press, one))}`;

/** A text without its styles. */
export const plainWords = (text: Text): string =>
  typeof text === 'string'
    ? text
    : text.map((one) => (typeof one === 'string' ? one : 'ref' in one ? one.ref : one.text)).join('');

export const citations = (cites: readonly Citation[] = []): Html =>
  when(
    cites.length > 0,
    () =>
      markup`<p class="row-gap">${cites.map((one) => markup`<span class="cite">${printedCitation(one)}</span>`)}</p>`,
  );

/** What stands in the margin: notes and the law, beside what they govern. */
export function beside(press: HtmlPress, notes: readonly Text[] = [], cites: readonly Citation[] = []): Html {
  if (notes.length === 0 && cites.length === 0) return markup``;
  return markup`<div class="aside">${notes.map((note) => markup`<p>${words(press, note)}</p>`)}${citations(cites)}</div>`;
}
