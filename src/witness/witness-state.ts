import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifierKey } from '../audit-trail/log/note-key';
import { dropDrafts, isDraft, writeOnce } from '../storage/durable-file';
import { type Cosigned, cosignedIn, NEVER_COSIGNED } from './cosigned';

const NAME = /^([0-9a-f]{64})\.([0-9]{16})$/;

const hashOf = (origin: string): string => createHash('sha256').update(origin).digest('hex');
const nameOf = (hash: string, turn: number): string => `${hash}.${String(turn).padStart(16, '0')}`;

/**
 * What a witness cosigned last, log by log, in a folder: one signed note a log, `<SHA-256 of its origin>.<turn>`. A turn
 * is taken by making the file of the next number, which succeeds once; so even two processes on one folder could not
 * cosign two checkpoints after the same one.
 */
export class WitnessState {
  private readonly last = new Map<string, Cosigned>();

  private constructor(
    private readonly folder: string,
    private readonly key: VerifierKey,
  ) {}

  /** Reads the whole state; throws, naming the file, where anything in it is not what this witness wrote. */
  static async open(folder: string, key: VerifierKey): Promise<WitnessState> {
    await dropDrafts(folder);
    const state = new WitnessState(folder, key);
    for (const [hash, turn] of await state.newestTurns()) state.last.set(hash, await state.read(hash, turn));
    await state.dropOlder();
    return state;
  }

  /** Whether nothing was ever cosigned. */
  get isEmpty(): boolean {
    return this.last.size === 0;
  }

  /** What was cosigned last of a log. */
  lastOf(origin: string): Cosigned {
    return this.last.get(hashOf(origin)) ?? NEVER_COSIGNED;
  }

  /**
   * Keeps the note as the one after `before`. When it answers true, it outlives a loss of power. False where somebody
   * else was first: nothing may be cosigned then, and `lastOf` is what they wrote.
   */
  async advance(origin: string, before: Cosigned, note: Uint8Array): Promise<boolean> {
    const hash = hashOf(origin);
    const turn = before.turn + 1;
    const isFirst = await writeOnce(join(this.folder, nameOf(hash, turn)), note);
    const newest = (await this.newestTurns()).get(hash) ?? 0;
    this.last.set(hash, await this.read(hash, newest));
    if (!isFirst || newest !== turn) return false;
    await rm(join(this.folder, nameOf(hash, before.turn)), { force: true });
    return true;
  }

  /** A process that was killed just after a turn leaves the one before it. */
  private async dropOlder(): Promise<void> {
    const newest = new Set([...this.last].map(([hash, { turn }]) => nameOf(hash, turn)));
    const older = (await readdir(this.folder)).filter((name) => !newest.has(name));
    await Promise.all(older.map((name) => rm(join(this.folder, name), { force: true })));
  }

  private async newestTurns(): Promise<Map<string, number>> {
    const turns = new Map<string, number>();
    for (const name of await readdir(this.folder)) {
      const [, hash, turn] = NAME.exec(name) ?? [];
      if (hash !== undefined) turns.set(hash, Math.max(turns.get(hash) ?? 0, Number(turn)));
      else if (!isDraft(name)) throw new Error(`${join(this.folder, name)} is no file of a witness`);
    }
    return turns;
  }

  private async read(hash: string, turn: number): Promise<Cosigned> {
    const path = join(this.folder, nameOf(hash, turn));
    try {
      const { origin, size, root } = cosignedIn(await readFile(path), this.key);
      if (hashOf(origin) !== hash) throw new Error(`it is of the log ${JSON.stringify(origin)}, whose name is another`);
      return { size, root, turn };
    } catch (error) {
      throw new Error(
        `The state of the witness is damaged in ${path}: ${(error as Error).message}. ` +
          'Nothing is cosigned on it; bring back the newest copy of the whole folder',
        { cause: error },
      );
    }
  }
}
