import { readSync, writeSync } from 'node:fs';
import { Refusal } from '../../kernel/refusal';
import { type FileContents, filesInside } from '../assemble';
import { composeInto } from '../compose';
import type { PlaceOfPage } from '../pdf/frame';
import { framed, HEAD_BYTES, lengthIn, messageOf } from './frames';
import { type Asked, ASKED, type Evidence, type Failure, type Order, SAID, type Said } from './messages';
import { fill, type RecordPiece } from './record-pieces';

/** The place is told so often. */
const TELL_MS = 200;

/** So many bytes of what is asked; it sleeps until they are there. Null where the service is gone. */
function read(length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length;) {
    const count = readSync(ASKED, bytes, at, length - at, null);
    if (count === 0) return null;
    at += count;
  }
  return bytes;
}

/** What is asked next; without the service there is nobody to work for. */
function asked(): Asked {
  const head = read(HEAD_BYTES);
  const body = head && read(lengthIn(head));
  if (head === null || body === null) process.exit(0);
  return messageOf(head, body) as Asked;
}

/** Says something, and sleeps while whoever hears it is too far behind. */
function say(said: Said): void {
  for (const bytes of framed(said))
    for (let at = 0; at < bytes.length;) at += writeSync(SAID, bytes, at, bytes.length - at);
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { refusal: error.type, detail: error.detail, errors: error.errors };
  if (error instanceof Error) return { words: `${error.name}: ${error.message}`, stack: error.stack };
  return { words: String(error), stack: undefined };
}

/** The files of a record, each read when its turn comes. */
function fetched({ record, edition }: Order): FileContents {
  if (edition !== undefined) return new Map();
  const piece = (sha256: string): Evidence => {
    say({ kind: 'wanted', sha256 });
    return asked() as Evidence;
  };
  async function* open(sha256: string): AsyncGenerator<Uint8Array> {
    for (let one = piece(sha256); one instanceof Uint8Array; one = piece(sha256)) yield await Promise.resolve(one);
  }
  const files = filesInside(record).map(({ sha256, size }) => ({ sha256, size, open: () => open(sha256) }));
  return new Map(files.map((file) => [file.sha256, file]));
}

function teller(): (place: PlaceOfPage) => void {
  let last = 0;
  return (place) => {
    if (Date.now() - last < TELL_MS) return;
    last = Date.now();
    say({ kind: 'at', place });
  };
}

/** The next order, its record whole. */
function ordered(): Order {
  const { order } = asked() as { order: Order };
  for (let left = order.pieces; left > 0; left -= 1) fill(order.record, (asked() as { piece: RecordPiece }).piece);
  return order;
}

async function draw(order: Order): Promise<Said> {
  try {
    const options = { watch: teller(), edition: order.edition };
    return { kind: 'drawn', drawn: await composeInto(order.record, fetched(order), say, options) };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}

async function drawAll(): Promise<never> {
  for (;;) say(await draw(ordered()));
}

// A signal of a terminal, or of whoever stops the service, is for the service, which ends this process in its time.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
void drawAll();
