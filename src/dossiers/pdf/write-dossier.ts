import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { DossierDocument } from '../blocks';
import { embed } from './attachments';
import type { BaseRevision } from './base-revision';
import { drawContents } from './contents';
import { drawCover } from './cover';
import { drawBlock } from './draw-block';
import { PageFrame, type PlaceOfPage } from './frame';
import { Galley } from './galley';
import { PAPERS } from './grid';
import { drawSectionHead } from './headings';
import { gather, Homes, type GatheredSection } from './homes';
import type { FilePart } from './parts';
import { PdfFile } from './pdf-file';
import { declareColours } from './output-intent';
import { Press } from './press';
import { xmp } from './xmp';

export { MissingGlyph } from './missing-glyph';
export type { FilePart } from './parts';

/** Goes up whenever equal documents would give other bytes than before. */
export const WRITER_EDITION = 2;

/** A finished file; its parts are in order, touch each other and cover every byte. */
export interface WrittenDossier {
  readonly bytes: Buffer;
  readonly pages: number;
  readonly parts: readonly FilePart[];
  /** The page on which each record is at home. */
  readonly homes: Record<string, number>;
  /** What a seal must know to be added to it. */
  readonly base: BaseRevision;
}

export interface WritingOptions {
  /** False writes all streams plain, for reading the file by eye. */
  readonly compress?: boolean;
  /** Told of each page as it begins. */
  readonly watch?: (place: PlaceOfPage) => void;
}

/** Where the bytes go in order, and a wait until there is room for more. */
interface Outlet {
  readonly take: (bytes: Buffer) => void;
  readonly drained: () => Promise<unknown> | undefined;
}

/** Draws a dossier to PDF 1.7, built to PDF/A-3a and PDF/UA-1. Equal documents give equal bytes; throws `MissingGlyph` rather than print a blank. */
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

/** The same file, its bytes given away in order as they come, to somebody who takes them however fast they come. */
export function drawInto(
  document: DossierDocument,
  take: (bytes: Buffer) => void,
  options: WritingOptions = {},
): Promise<Omit<WrittenDossier, 'bytes'>> {
  return drawDossier(document, { take, drained: () => undefined }, options);
}

async function drawDossier(
  document: DossierDocument,
  { take, drained }: Outlet,
  { compress = true, watch }: WritingOptions,
): Promise<Omit<WrittenDossier, 'bytes'>> {
  const file = openFile(document, compress, take);
  const sections = gather(document.sections);
  const press = new Press(file, new Homes(sections));
  press.type.bars = document.bars === true;
  const frame = new PageFrame(press, document, watch);
  const galley = new Galley(press, PAPERS[document.paper], frame);
  const seal = drawCover(galley, frame, document);
  const front = contentsAfter(sections);
  for (const [at, section] of sections.entries()) {
    if (at === front) drawContents(galley, sections);
    await drawSection(galley, section, drained);
  }
  if (front >= sections.length) drawContents(galley, sections);
  galley.page.close();
  frame.number(galley.pages);
  await embed(file, document.attachments, drained);
  file.name('Dests', press.homes.destinations());
  press.close();
  const { parts, ...ended } = file.end();
  await drained();
  const base = { ...ended, ...seal, id: fileId(document) };
  return { pages: galley.pages.length, parts, homes: press.homes.pages(), base };
}

/** The file identifier comes from the record, never from the clock: the same record is the same file. */
const fileId = ({ recordSha256 }: DossierDocument): string => recordSha256.slice(0, 32);

function openFile(document: DossierDocument, compress: boolean, take: (bytes: Buffer) => void): PdfFile {
  const { createdAt, language } = document;
  const [title, author, subject, producer] = [document.title, document.author, document.subject, document.producer].map(
    (text) => text.normalize('NFC'),
  );
  const keywords = `record sha256:${document.recordSha256}`;
  const said = { Title: title, Author: author, Subject: subject, Keywords: keywords };
  const at = new Date(createdAt);
  const info = { ...said, Creator: CREATOR, Producer: producer, CreationDate: at, ModDate: at, ...document.properties };
  const file = new PdfFile({ info, language, id: Buffer.from(fileId(document), 'hex'), compress, take });
  const metadata = file.reserve();
  const packet = xmp({ title, author, subject, keywords, creator: CREATOR, producer, language, createdAt });
  file.bare(metadata, '/Type/Metadata/Subtype/XML', packet, 'metadata');
  file.declare('Metadata', `${metadata} 0 R`);
  declareColours(file);
  return file;
}

const CREATOR = 'Predicate';

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
