import { filesInside } from '../assemble';
import { composeInto } from '../compose';
import type { DossierRecord } from '../dossier-record';
import type { Drawing, DrawingOrder, Draws, FileSource } from './drawing';

/** The files that go inside a record, all at once. */
export async function gathered(record: DossierRecord, files: FileSource): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { sha256 } of filesInside(record)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of files(sha256)) pieces.push(piece);
    found.set(sha256, Buffer.concat(pieces));
  }
  return found;
}

/** Draws in this very process, for programs that do nothing else; it does not stop before a file is whole. */
export const drawHere: Draws = {
  async *draw({ record, files, signal, watch, edition }: DrawingOrder): Drawing {
    signal?.throwIfAborted();
    const chunks: Uint8Array[] = [];
    const inside = edition === undefined ? await gathered(record, files) : new Map<string, Uint8Array>();
    const drawn = await composeInto(record, inside, (bytes) => chunks.push(bytes), { watch, edition });
    yield* chunks;
    return drawn;
  },
};
