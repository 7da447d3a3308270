import { isPlainName } from './attachment-name';
import { readText } from './pdf-strings';
import { inflateAt } from './zlib-stream';

/** A file found inside a dossier, with the range of the PDF's bytes that its compressed stream takes. */
export interface FoundAttachment {
  readonly name: string;
  readonly bytes: Buffer;
  readonly start: number;
  /** The first byte after it. */
  readonly end: number;
}

/** What reading stops at, so that a hostile file cannot take the memory of the machine. */
export interface ReadLimits {
  readonly totalBytes: number;
  readonly attachments: number;
}

/** The bytes are no dossier of this writer, or are altered so that its files cannot be told; `reason` says which. */
export class NotADossier extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NotADossier';
  }
}

const LIMITS: ReadLimits = { totalBytes: 256 * 1024 * 1024, attachments: 10_000 };

/** The longest dictionary that is looked into; the writer's are far shorter. */
const LONGEST = 16384;

const SPECIFICATION = '<</Type/Filespec/F';

/**
 * Reads the embedded files back without trusting the PDF: by its file specifications and the stream after each, never
 * by its cross-references or lengths. Throws `NotADossier` and nothing else.
 */
export function readAttachments(pdf: Uint8Array, limits: Partial<ReadLimits> = {}): FoundAttachment[] {
  const { totalBytes, attachments } = { ...LIMITS, ...limits };
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw new NotADossier('it does not begin as a PDF');
  const found = new Map<string, FoundAttachment>();
  let left = totalBytes;
  let from = 0;
  let end = endAfter(bytes, from);
  for (let at = next(bytes, from); at !== -1 && at < end; at = next(bytes, from)) {
    const file = readOne(bytes, at, left);
    if (found.has(file.name)) throw new NotADossier(`two files inside it are named ${file.name}`);
    if (found.size === attachments) throw new NotADossier(`more than ${attachments} files are inside it`);
    found.set(file.name, file);
    left -= file.bytes.length;
    from = file.end;
    if (end < from) end = endAfter(bytes, from);
  }
  if (found.size === 0) throw new NotADossier('no files are inside it');
  return [...found.values()];
}

const EOF = '\n%%EOF\n';

/** Where the revision ends that a place lies in. What an update appends, such as a seal, adds no file to the base. */
function endAfter(pdf: Buffer, from: number): number {
  const at = pdf.indexOf(EOF, from, 'latin1');
  return at === -1 ? pdf.length : at + EOF.length;
}

/** How long the base is: what the record makes, without what was appended to it. Call it with the files found in it. */
export const baseLength = (pdf: Uint8Array, found: readonly FoundAttachment[]): number =>
  endAfter(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), found.at(-1)?.end ?? 0);

/** The next file specification. What is inside an embedded file is never searched: it may be a dossier itself. */
const next = (pdf: Buffer, from: number): number => pdf.indexOf(SPECIFICATION, from, 'latin1');

function readOne(pdf: Buffer, at: number, left: number): FoundAttachment {
  const text = pdf.toString('latin1', at, Math.min(pdf.length, at + LONGEST));
  const end = text.indexOf(END);
  const dictionary = text.slice(0, Math.max(0, end));
  const name = readText(dictionary, SPECIFICATION.length);
  const stream = /\/EF<<\/F (\d{1,9}) 0 R/.exec(dictionary)?.[1];
  if (name === null || stream === undefined) throw new NotADossier('a file specification cannot be read');
  if (!isPlainName(name)) throw new NotADossier('a file inside it has a name that is a path');
  const start = dataAfter(text.slice(end + END.length), stream);
  if (start === -1) throw new NotADossier(`the bytes of ${name} are not where they should be`);
  const first = at + end + END.length + start;
  const inflated = inflateAt(pdf, first, left);
  if (inflated === null) throw new NotADossier(`the bytes of ${name} are damaged, or more than is allowed`);
  return { name, bytes: inflated.bytes, start: first, end: first + inflated.taken };
}

const END = '\nendobj\n';
const DATA = '>>\nstream\n';

/** Where the data of the stream object begin that comes next; -1 when another object does, or its own data do not begin. */
function dataAfter(text: string, id: string): number {
  const data = text.indexOf(DATA);
  const isOwn = data !== -1 && !text.slice(0, data).includes(END);
  return isOwn && text.startsWith(`${id} 0 obj\n<</Type/EmbeddedFile`) ? data + DATA.length : -1;
}
