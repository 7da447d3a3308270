import type { ProofPath, Transcript } from '../proof-blocks';
import { type Html, markup } from './markup';
import type { HtmlPress } from './press';
import { scrolled } from './table';

const row = (name: string, side: string, { sha256, range }: ProofPath['leaf']): Html => {
  const cells = markup`<td>${side}</td><td><code class="digest">${sha256}</code></td><td class="num">${range}</td>`;
  return markup`<tr><th scope="row">${name}</th>${cells}</tr>`;
};

/** The way from a leaf to the root as a table: on which side each hash goes, its digits, and what it stands for. */
export function drawProofPath(press: HtmlPress, { caption, leaf, steps, root, inWords }: ProofPath): Html {
  const name = `${press.number('Figure')} ${caption}`;
  const heads = ['Step', 'Side', 'SHA-256', 'Entries'].map((one) => markup`<th scope="col">${one}</th>`);
  const ways = steps.map((step, at) => row(String(at + 1), step.side, step));
  const rows = [row('leaf', '', leaf), ...ways, row('root', '', root)];
  const top = markup`<caption>${name}</caption><thead><tr>${heads}</tr></thead>`;
  const table = markup`<table class="table dense">${top}<tbody>${rows}</tbody></table>`;
  return markup`${scrolled(name, table)}<p class="small quiet"><strong>In words.</strong> ${inWords}</p>`;
}

export const drawTranscript = ({ label, lines }: Transcript): Html =>
  markup`<p class="small quiet">${label}</p><pre class="command"><code>${lines.join('\n')}</code></pre>`;
