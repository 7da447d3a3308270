import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { DossierDocument } from '../blocks';
import { embed } from './attachments';
import { drawContents } from './contents';
import { drawCover } from './cover';
import { drawBlock } from './draw-block';
import { PageFrame } from './frame';
import { Galley } from './galley';
import { PAPERS } from './grid';
import { drawSectionHead } from './headings';
import { gather, Homes, type GatheredSection } from './homes';
import type { FilePart } from './parts';
import { PdfFile } from './pdf-file';
import { Press } from './press';

export { MissingGlyph } from './missing-glyph';
export type { FilePart } from './parts';

/** Goes up whenever equal documents would give other bytes than before. */
export const WRITER_EDITION = 1;

/** A finished file; its parts are in order, touch each other and cover every byte. */
export interface WrittenDossier {
  readonly bytes: Buffer;
  readonly pages: number;
  readonly parts: readonly FilePart[];
  /** The page on which each record is at home. */
  readonly homes: Record<string, number>;
}

export interface WritingOptions {
  /** False writes all streams plain, for reading the file by eye. */
  readonly compress?: boolean;
}

/** Where the bytes go in order, and a wait until there is room for more. */
interface Outlet {
  readonly take: (bytes: Buffer) => void;
  readonly drained: () => Promise<unknown> | undefined;
}

/** Draws a dossier to tagged PDF 1.7. Equal documents give equal bytes; throws `MissingGlyph` rather than print a blank. */
export async function writeDossier(document: DossierDocument, options: WritingOptions = {}): Promise<WrittenDossier> {
  const chunks: Buffer[] = [];
  const outlet: Outlet = { take: (bytes) => chunks.push(bytes), drained: () => undefined };
  const written = await drawDossier(document, outlet, options);
  return { ...written, bytes: Buffer.concat(chunks) };
}

/** The same file, written as it grows into a stream that is not ended; memory stays low because it waits for the stream. */
export function streamDossier(
  document: DossierDocument,
  stream: Writable,
  options: WritingOptions = {},
): Promise<Omit<WrittenDossier, 'bytes'>> {
  const outlet: Outlet = {
    take: (bytes) => stream.write(bytes),
    drained: () => (stream.writableNeedDrain ? once(stream, 'drain') : undefined),
  };
  return drawDossier(document, outlet, options);
}

async function drawDossier(
  document: DossierDocument,
  { take, drained }: Outlet,
  { compress = true }: WritingOptions,
): Promise<Omit<WrittenDossier, 'bytes'>> {
  const file = openFile(document, compress, take);
  const sections = gather(document.sections);
  const press = new Press(file, new Homes(sections));
  const frame = new PageFrame(press, document);
  const galley = new Galley(press, PAPERS[document.paper], frame);
  drawCover(galley, frame, document);
  const front = contentsAfter(sections);
  for (const [at, section] of sections.entries()) {
    if (at === front) drawContents(galley, sections);
    await drawSection(galley, section, drained);
  }
  if (front >= sections.length) drawContents(galley, sections);
  galley.page.close();
  frame.number(galley.pages);
  embed(file, document.attachments);
  file.name('Dests', press.homes.destinations());
  press.close();
  const parts = file.end();
  await drained();
  return { pages: galley.pages.length, parts, homes: press.homes.pages() };
}

function openFile(document: DossierDocument, compress: boolean, take: (bytes: Buffer) => void): PdfFile {
  const { title, author, subject, producer, recordSha256, createdAt, language } = document;
  const at = new Date(createdAt);
  const info = {
    Title: title.normalize('NFC'),
    Author: author.normalize('NFC'),
    Subject: subject.normalize('NFC'),
    Keywords: `record sha256:${recordSha256}`,
    Creator: 'Predicate',
    Producer: producer.normalize('NFC'),
    CreationDate: at,
    ModDate: at,
  };
  return new PdfFile({ info, language, id: Buffer.from(recordSha256.slice(0, 32), 'hex'), compress, take });
}

/** The contents follow the section that tells how to check the file, when that comes first; else the cover. */
const contentsAfter = ([first]: readonly GatheredSection[]): number =>
  first?.blocks.some(({ kind }) => kind === 'step') ? 1 : 0;

async function drawSection(galley: Galley, section: GatheredSection, drained: Outlet['drained']): Promise<void> {
  drawSectionHead(galley, section);
  for (const [at, block] of section.blocks.entries()) {
    drawBlock(galley, block, { before: section.blocks[at - 1]?.kind, after: section.blocks[at + 1]?.kind });
    await drained();
  }
  galley.end();
}
