import type { Block, DossierDocument, DrawnSection } from '../../blocks';
import { homeIdsOf } from '../../home-ids';
import { BRAND, KEY, STRIP_NOTE } from './furniture';
import { type Said, Sayings } from './said';
import { SaidBlocks } from './said-blocks';

/** What one part of the file must print. */
export interface SaidPart {
  readonly title: string;
  readonly texts: Iterable<Said>;
}

interface Walked extends DrawnSection {
  readonly blocks: readonly Block[];
}

export const homeOfSection = (number: number): string => `section ${number}`;

function* coverTexts({ cover, status }: DossierDocument, says: Sayings): Generator<Said> {
  const said = (text: Parameters<Sayings['text']>[0]): Said => says.text(text, 'the cover', 'cell');
  const { kind, name, version, rows, determinations, qrCaption, digests, sentence, small } = cover;
  const tags = [status.draft ? 'Draft – not issued' : 'Issued', status.illustrative ? 'Illustrative data' : ''];
  for (const text of [...BRAND, ...tags, kind, name, version, STRIP_NOTE]) yield said(text);
  for (const { label, text } of rows) yield* [said(label), said(text)];
  for (const [at, { id, name: own, text, ref }] of determinations.entries()) {
    if (at === 0) yield said('Determinations');
    yield* [said(id), said(own), said(text), said([{ ref, page: true }])];
  }
  if (digests.length > 0) yield said('Digests (SHA-256)');
  for (const { label, sha256 } of digests) yield* [said(label), said(sha256)];
  yield* [said(qrCaption), said(sentence), said(small)];
}

function* contentsTexts(sections: readonly Walked[], says: Sayings): Generator<Said> {
  const where = 'the contents';
  yield says.text('Contents', where);
  for (const { number, title, summary } of sections) {
    yield* [says.text(String(number), where), says.text(title, where)];
    yield { where, parts: [{ pageOf: homeOfSection(number) }] };
    yield says.text(summary, where);
  }
  for (const text of KEY) yield says.text(text, where);
}

function* sectionTexts({ number, title, blocks }: Walked, says: Sayings): Generator<Said> {
  const where = `the head of section ${number}`;
  yield* [{ ...says.text(String(number), where), home: homeOfSection(number) }, says.text(title, where)];
  const said = new SaidBlocks(says, { number, title });
  for (const block of blocks) yield* said.of(block);
}

/** Every part of a file in its order: the cover, the section that tells how to check it, the contents, the others. */
export function saidIn(document: DossierDocument): SaidPart[] {
  const sections = document.sections.map((section): Walked => ({ ...section, blocks: [...section.blocks] }));
  const homes = new Set(sections.flatMap(({ blocks }) => blocks.flatMap((block) => [...homeIdsOf(block)])));
  const says = new Sayings(new Set([...homes].map((id) => id.normalize('NFC'))));
  const parts = sections.map((one) => ({ title: one.title, texts: sectionTexts(one, says) }));
  const front = sections.length > 0 && sections[0].blocks.some(({ kind }) => kind === 'step') ? 1 : 0;
  parts.splice(front, 0, { title: 'Contents', texts: contentsTexts(sections, says) });
  return [{ title: document.title, texts: coverTexts(document, says) }, ...parts];
}
