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

/** Where the bytes of a dossier go, in order; a promise holds the writer back until there is room again. */
export type Sink = (bytes: Buffer) => Promise<void> | undefined;

export interface WritingOptions {
  /** False writes all streams plain, for reading the file by eye. */
  readonly compress?: boolean;
}

/** Draws a dossier to tagged PDF 1.7. Equal documents give equal bytes; throws `MissingGlyph` rather than print a blank. */
export async function writeDossier(document: DossierDocument, options: WritingOptions = {}): Promise<WrittenDossier> {
  const chunks: Buffer[] = [];
  const written = await streamDossier(
    document,
    (bytes) => {
      chunks.push(bytes);
      return undefined;
    },
    options,
  );
  return { ...written, bytes: Buffer.concat(chunks) };
}

/** The same file, given away in pieces of about 64 KiB as it grows. */
export async function streamDossier(
  document: DossierDocument,
  sink: Sink,
  { compress = true }: WritingOptions = {},
): Promise<Omit<WrittenDossier, 'bytes'>> {
  let drained: Promise<void> | undefined;
  const file = openFile(document, compress, (bytes) => {
    drained = sink(bytes);
  });
  const sections = gather(document.sections);
  const homes = new Homes(sections);
  const press = new Press(file, homes);
  const frame = new PageFrame(press, document);
  const galley = new Galley(press, PAPERS[document.paper], frame);
  drawCover(galley, frame, document);
  const front = contentsAfter(sections);
  for (const [at, section] of sections.entries()) {
    if (at === front) drawContents(galley, sections);
    await drawSection(galley, section, () => drained);
  }
  if (front >= sections.length) drawContents(galley, sections);
  galley.page.close();
  frame.number(galley.pages);
  embed(file, document.attachments);
  file.name('Dests', homes.destinations());
  press.close();
  const parts = file.end();
  await drained;
  return { pages: galley.pages.length, parts, homes: homes.pages() };
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

async function drawSection(
  galley: Galley,
  section: GatheredSection,
  drained: () => Promise<void> | undefined,
): Promise<void> {
  drawSectionHead(galley, section);
  for (const [at, block] of section.blocks.entries()) {
    drawBlock(galley, block, { before: section.blocks[at - 1]?.kind, after: section.blocks[at + 1]?.kind });
    await drained();
  }
  galley.end();
}
