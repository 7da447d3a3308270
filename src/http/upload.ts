import { Busboy } from '@fastify/busboy';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Refusal } from '../kernel/refusal';
import { tooLarge, wholeBody } from './whole-body';

export const UPLOAD_TYPE = 'multipart/form-data';

/** Set by `FileForm`: the body is a form with files. */
export const IS_UPLOAD = 'predicate:upload';

type BusboyInstance = InstanceType<typeof Busboy>;

const MOST_FIELDS = 200;
const MOST_FIELD_BYTES = 64 * 1024;
const MOST_FILES = 50;

export type UploadPart =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly name: string; readonly file: UploadedFile };

/** A file on its way in; whoever is given it reads it to its end before the next part comes. */
export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Readable;
}

/** A file that was read whole. */
export interface WholeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const broken = (): Refusal => new Refusal('bad-request', 'The form with files ends too early or is not well formed');

/** The parts that have come and were not given on yet. */
class PartLine {
  private readonly waiting: UploadPart[] = [];
  private fault: unknown = null;
  private isOver = false;
  private wake: () => void = () => undefined;
  isLeft = false;
  leave: () => void = () => undefined;
  readonly left = new Promise<void>((resolve) => {
    this.leave = () => {
      this.isLeft = true;
      resolve();
    };
  });

  add(part: UploadPart): void {
    this.waiting.push(part);
    this.wake();
  }

  end(fault: unknown = null): void {
    this.fault ??= fault;
    this.isOver = true;
    this.wake();
  }

  /** The next part; null after the last. */
  async next(): Promise<UploadPart | null> {
    while (this.waiting.length === 0 && !this.isOver) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.fault !== null) throw this.fault instanceof Refusal ? this.fault : broken();
    return this.waiting.shift() ?? null;
  }
}

/** A form with files (RFC 7578), of which nothing is held: its parts are read in their order, as they come. */
export class Upload {
  constructor(
    private readonly body: AsyncIterable<Uint8Array>,
    private readonly contentType: string,
  ) {}

  /** Every part, in their order. Throws `bad-request` for a body that is not well formed. */
  async *parts(): AsyncGenerator<UploadPart> {
    const line = new PartLine();
    const parser = this.parser(line);
    void this.pump(parser, line);
    try {
      for (let part = await line.next(); part !== null; part = await line.next()) yield part;
    } finally {
      line.leave();
    }
  }

  /** The files that somebody chose, one after the other; refuses as `validation` where there is none. */
  async *files(): AsyncGenerator<UploadedFile> {
    let isAny = false;
    for await (const part of this.parts()) {
      if (part.kind === 'field') continue;
      if (part.file.name === '') part.file.content.resume();
      else yield part.file;
      isAny ||= part.file.name !== '';
    }
    if (!isAny) throw Refusal.validation([{ pointer: '/file', detail: 'choose at least one file' }]);
  }

  /** The fields, and the files of one name read whole, empty ones left out. Throws `payload-too-large` beyond `maxBytes`. */
  async whole(
    name: string,
    maxBytes: number,
  ): Promise<{ fields: Readonly<Record<string, string>>; files: WholeFile[] }> {
    const fields: Record<string, string> = {};
    const files: WholeFile[] = [];
    for await (const part of this.parts()) {
      if (part.kind === 'field') fields[part.name] = part.value;
      else if (part.name !== name) part.file.content.resume();
      else files.push({ ...part.file, bytes: await wholeBody(part.file.content, maxBytes) });
    }
    return { fields, files: files.filter(({ name: called, bytes }) => called !== '' || bytes.length > 0) };
  }

  /** Gives the parser what comes, no faster than its files are read, until whoever reads has left. */
  private async pump(parser: BusboyInstance, line: PartLine): Promise<void> {
    try {
      for await (const chunk of this.body) {
        if (line.isLeft) return;
        if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), line.left]);
      }
      parser.end();
    } catch (error) {
      line.end(error);
    }
  }

  private parser(line: PartLine): BusboyInstance {
    const limits = { fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES, files: MOST_FILES };
    const parser = parserOf(this.contentType, limits);
    parser.on('field', (name, value, _, isCut) => {
      if (isCut) line.end(tooLarge(MOST_FIELD_BYTES));
      else line.add({ kind: 'field', name, value: value.replace(/\r\n?/g, '\n') });
    });
    parser.on('file', (...[name, content, fileName, , mediaType]) => {
      content.on('error', () => undefined);
      line.add({ kind: 'file', name, file: { name: fileName ?? '', mediaType, content } });
    });
    parser.once('filesLimit', () => line.end(new Refusal('payload-too-large', `At most ${MOST_FILES} files at once`)));
    parser.once('fieldsLimit', () => line.end(new Refusal('payload-too-large', `At most ${MOST_FIELDS} fields`)));
    parser.once('finish', () => line.end());
    parser.once('error', (error: unknown) => line.end(error));
    return parser;
  }
}

function parserOf(contentType: string, limits: object): BusboyInstance {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch {
    throw broken();
  }
}
