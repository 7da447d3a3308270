import type { DossierDocument } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import { coverDigests } from './cover-digests';
import { textAt } from './draw-text';
import type { PageFrame } from './frame';
import type { Galley } from './galley';
import { LIVE, ZONE } from './grid';
import { outcomePath } from './marks';
import { rule } from './paths';
import { hairline } from './prose';
import { NOWHERE, placeSeal, type SealPlace } from './signature-field';
import { stripPath } from './strip';
import { TYPE } from './styles';

const STRIP = 52;
const FLOOR = 622;
const STRIP_NOTE =
  'The strip above is drawn from the digest of this record, one bar for each of its 64 digits. ' +
  'The same strip is at the foot of every page of this dossier.';

/** The first page: what the file is, for whom, in which state, with what outcomes and digests, and that FDA decided nothing. */
export function drawCover(galley: Galley, frame: PageFrame, document: DossierDocument): SealPlace {
  galley.begin({ number: '', title: document.title });
  galley.bare();
  galley.floor = FLOOR;
  drawBand(galley, frame);
  drawTitle(galley, document);
  let closed = false;
  const close = (): void => {
    if (!closed) drawSentence(galley, document);
    closed = true;
  };
  galley.spanning = { leave: close, enter: () => undefined };
  drawRows(galley, document);
  coverDigests(galley, document.cover);
  galley.spanning = undefined;
  close();
  const { file, tree } = galley.press;
  const isRendition = document.rendition !== undefined;
  const seal = isRendition ? NOWHERE : placeSeal(file, tree, { page: galley.page, parent: galley.parent });
  galley.end();
  return seal;
}

function drawBand(galley: Galley, frame: PageFrame): void {
  const { type } = galley.press;
  const owner = galley.element('P');
  const brand = type.segment('Predicate ', { face: 'serifB', size: 13, ink: 'ink' });
  const line = type.segment('the regulatory record of clinical AI', { face: 'serifI', size: 9.5, ink: 'muted' });
  galley.page.marked(owner, textAt([brand], 0, -16) + textAt([line], brand.width + 8, -16));
  galley.page.marked(galley.element('P'), frame.tags(-17.4, frame.state('Issued')));
  galley.page.decorate(rule(0, -7, LIVE.width, [1.6, 'ink']));
}

function drawTitle(galley: Galley, { cover, recordSha256 }: DossierDocument): void {
  const { type } = galley.press;
  const kind = stack(type.lines(cover.kind, TYPE.coverKind, LIVE.width), {
    owner: galley.element('P'),
    x: 0,
    y: 50.7,
    style: TYPE.coverKind,
  });
  const names = [{ text: cover.name, style: 'strong' }, ` ${cover.version}`] as const;
  const name = stack(type.lines(names, TYPE.coverVersion, LIVE.width + 1), {
    owner: galley.element('H1'),
    x: -1.5,
    y: bottomOf(kind) - 0.2,
    style: TYPE.coverName,
  });
  galley.draw([...kind, ...name], 0);
  const y = bottomOf(name) + 14.5;
  galley.page.decorate(stripPath(recordSha256, { x: 0, y, width: LIVE.width, height: STRIP }));
  const note = stack(type.lines(STRIP_NOTE, TYPE.note, LIVE.width), {
    owner: galley.element('P'),
    x: 0,
    y: y + STRIP + 5.5,
    style: TYPE.note,
  });
  galley.draw(note, 0);
  galley.y = bottomOf(note) + 25.5;
}

function drawRows(galley: Galley, { cover }: DossierDocument): void {
  const { type } = galley.press;
  const list = galley.element('L');
  const label = (
    text: string,
    y: number,
  ): { readonly pieces: Piece[]; readonly body: ReturnType<Galley['element']> } => {
    const entry = galley.element('LI', list);
    const owner = galley.element('Lbl', entry);
    const lines = type.lines(text, TYPE.formLabel, ZONE.label.width);
    return {
      pieces: stack(lines, { owner, x: 0, y, style: TYPE.formLabel, base: 9 }),
      body: galley.element('LBody', entry),
    };
  };
  for (const row of cover.rows) {
    const { pieces, body } = label(row.label, 4);
    const lines = type.lines(row.text, TYPE.coverRow, ZONE.wide.width);
    pieces.push(...stack(lines, { owner: body, x: ZONE.wide.x, y: 4, style: TYPE.coverRow }));
    galley.place({ pieces, height: bottomOf(pieces) + 3.5, decorate: ({ top }) => hairline(top) });
  }
  const named = cover.determinations.length === 0 ? undefined : label('Determinations', 4);
  cover.determinations.forEach((determination, at) => {
    const pieces = at === 0 ? [...(named?.pieces ?? [])] : [];
    pieces.push(...determinationPieces(galley, determination, named?.body ?? list));
    galley.place({ pieces, height: bottomOf(pieces) - 0.5, decorate: ({ top }) => (at === 0 ? hairline(top) : '') });
  });
  galley.y += cover.determinations.length > 0 ? 4 : 0;
  galley.page.decorate(hairline(galley.y));
}

function determinationPieces(
  galley: Galley,
  { id, name, outcome, text, ref }: DossierDocument['cover']['determinations'][number],
  body: ReturnType<Galley['element']>,
): Piece[] {
  const { type } = galley.press;
  const style = TYPE.coverRow;
  const owner = galley.element('P', body);
  const column = (lines: ReturnType<typeof type.lines>, x: number): Piece[] => stack(lines, { owner, x, y: 4, style });
  const words = column(type.lines(`${text} `, style, 170), 271);
  const home = type.line([{ ref, page: true }], style);
  return [
    ...column(type.lines([{ text: id, style: 'strong' }, ' '], style, 28), 86),
    ...column(type.lines(`${name} `, style, 136), 116),
    { ...words[0], beside: (base) => outcomePath(outcome, 258, base) },
    ...words.slice(1),
    ...stack([home], { owner, x: 0, right: LIVE.width, y: 4, style }),
  ];
}

function drawSentence(galley: Galley, { cover }: DossierDocument): void {
  const { type } = galley.press;
  const small = { ...TYPE.note, size: 8.5, leading: 11.5 };
  const sentence = stack(type.lines(cover.sentence, TYPE.verdict, LIVE.width), {
    owner: galley.element('P'),
    x: 0,
    y: 639.7,
    style: TYPE.verdict,
  });
  const below = stack(type.lines(cover.small, small, LIVE.width), {
    owner: galley.element('P'),
    x: 0,
    y: bottomOf(sentence) + 4.3,
    style: small,
  });
  galley.page.decorate(rule(0, 630, LIVE.width, [1.6, 'ink']));
  galley.draw([...sentence, ...below], 0);
}
