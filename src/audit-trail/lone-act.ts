import type { Part } from '../database/parts';
import { isRefused, type SharedWrites } from '../database/shared-writes';

/** An act that is one new row and nothing else: what adds the row, and what tells of it. */
export interface LoneAct {
  readonly added: Part;
  readonly told: Part;
}

/** What stood alone was refused, and nothing of it is there; asked for part by part, the part which is refused says why. */
export class RefusedAlone extends Error {}

/** Resolves once all of it is committed; throws `RefusedAlone`, or what kept the database from doing it. */
export async function writeAlone(writes: SharedWrites, { added, told }: LoneAct, kept: readonly Part[]): Promise<void> {
  await writes.write([told, added, ...kept]).catch((error: Error) => {
    throw isRefused(error) ? new RefusedAlone() : error;
  });
}
