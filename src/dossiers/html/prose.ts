import type { Block } from '../blocks';
import { type Html, markup } from './markup';
import type { HtmlPress } from './press';
import { beside, words } from './text';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

export const drawLead = (press: HtmlPress, { text }: Of<'lead'>): Html =>
  markup`<p class="statement quiet">${words(press, text)}</p>`;

/** What people said is in serif; what the tool says in sans; a note is small. */
export function drawParagraph(press: HtmlPress, { text, voice, margin, cites }: Of<'paragraph'>): Html {
  const look = voice === 'note' ? 'small quiet' : voice === 'statement' ? 'statement said' : 'statement';
  return markup`<div class="drawn-row"><p class="${look}">${words(press, text)}</p>${beside(press, margin, cites)}</div>`;
}

export function drawHeading(press: HtmlPress, { level, text, id }: Of<'heading'>): Html {
  if (level === 3) return markup`<h4${press.home(id)}>${text}</h4>`;
  const code = id === undefined ? markup`` : markup`<span class="sem">${id}</span> `;
  return markup`<h3${press.home(id)}>${code}${text}</h3>`;
}

export function drawList(press: HtmlPress, { items, margin }: Of<'list'>): Html {
  const lines = items.map((item) => markup`<li>${words(press, item)}</li>`);
  return markup`<div class="drawn-row"><ul>${lines}</ul>${beside(press, margin)}</div>`;
}

export function drawQuotation(press: HtmlPress, { text, by }: Of<'quotation'>): Html {
  const speaker = markup`<footer class="small quiet">${words(press, by)}</footer>`;
  return markup`<blockquote class="said"><p class="statement">${words(press, text)}</p>${speaker}</blockquote>`;
}

export const drawCommand = (text: string): Html => markup`<pre class="command"><code>${text}</code></pre>`;

/** One thing that a reader does: what to do, the commands, and beside it what it proves. */
export function drawStep(press: HtmlPress, { numeral, title, text, commands, margin }: Of<'step'>): Html {
  const said = markup`<h3>${numeral}. ${title}</h3><p>${words(press, text)}</p>${commands.map(drawCommand)}`;
  return markup`<div class="drawn-row"><div>${said}</div>${beside(press, margin)}</div>`;
}

export function drawForm(press: HtmlPress, { rows }: Of<'form'>): Html {
  const lines = rows.map(({ label, text, margin, cites }) => {
    const value =
      typeof text === 'object' && 'sha256' in text
        ? markup`<code class="digest">${text.sha256}</code>`
        : words(press, text);
    return markup`<div><dt>${label}</dt><dd>${value}${beside(press, margin, cites)}</dd></div>`;
  });
  return markup`<dl class="facts">${lines}</dl>`;
}
