import { setPriority } from 'node:os';
import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { Refusal } from '../../kernel/refusal';
import { type FileContents, filesInside } from '../assemble';
import { composeInto } from '../compose';
import type { PlaceOfPage } from '../pdf/frame';
import { AHEAD, type Asked, type Failure, GIVEN, type Order, type Piece, type Said, TAKEN } from './messages';
import { fill } from './record-pieces';

/** Everybody who waits for an answer comes before it wherever a core is wanted twice. */
const NICENESS = 19;
/** The place is told so often. */
const TELL_MS = 200;

/** On Linux “process 0” is this thread alone (setpriority(2)); elsewhere it would be the whole service. */
if (process.platform === 'linux') setPriority(0, NICENESS);

const say = (said: Said, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(said, moved);

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { refusal: error.type, detail: error.detail, errors: error.errors };
  if (error instanceof Error) return { words: `${error.name}: ${error.message}`, stack: error.stack };
  return { words: String(error), stack: undefined };
}

/** Gives chunks away, and sleeps while whoever takes them is too far behind. */
function giver(meter: Int32Array): (bytes: Buffer) => void {
  let given = 0;
  return (bytes) => {
    for (let taken = Atomics.load(meter, TAKEN); given - taken >= AHEAD; taken = Atomics.load(meter, TAKEN))
      Atomics.wait(meter, TAKEN, taken);
    given += 1;
    const own = new Uint8Array(bytes);
    say({ kind: 'chunk', bytes: own }, [own.buffer]);
  };
}

/** The files of a record, each read when its turn comes: the thread sleeps until the next piece is there. */
function fetched({ record, edition, evidence }: Order, meter: Int32Array): FileContents {
  if (edition !== undefined) return new Map();
  const piece = (sha256: string): Piece => {
    const before = Atomics.load(meter, GIVEN);
    say({ kind: 'wanted', sha256 });
    Atomics.wait(meter, GIVEN, before);
    return (receiveMessageOnPort(evidence) as { message: Piece }).message;
  };
  async function* open(sha256: string): AsyncGenerator<Uint8Array> {
    for (let one = piece(sha256); one !== null; one = piece(sha256)) yield await Promise.resolve(one);
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

async function draw(order: Order): Promise<void> {
  const meter = new Int32Array(order.meter);
  try {
    const files = fetched(order, meter);
    const options = { watch: teller(), edition: order.edition };
    say({ kind: 'drawn', drawn: await composeInto(order.record, files, giver(meter), options) });
  } catch (error) {
    say({ kind: 'failed', failure: failureOf(error) });
  } finally {
    order.evidence.close();
  }
}

/** The order whose record is still coming, and how many of its pieces are. */
let coming: { readonly order: Order; left: number } | null = null;

parentPort?.on('message', (asked: Asked) => {
  if ('order' in asked) coming = { order: asked.order, left: asked.order.pieces };
  else if (coming !== null) {
    fill(coming.order.record, asked.piece);
    coming.left -= 1;
  }
  if (coming?.left !== 0) return;
  const { order } = coming;
  coming = null;
  void draw(order);
});
