import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { setTimeout as after } from 'node:timers/promises';
import { noteIn } from '../log/signed-note';
import { printedTlogProof } from '../log/tlog-proof';
import { LogProofs } from './log-proofs';

/** That an event is in the log that was signed: where, and the file that proves it offline. */
export interface Receipt {
  readonly index: number;
  readonly size: number;
  readonly file: string;
}

const LOOK_EVERY_MS = 50;

/** Waits for events to be signed; however many wait, one statement looks for all of them, and none holds a connection. */
@Injectable()
export class Receipts {
  private readonly waiting = new Map<string, Set<() => void>>();
  private isLooking = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly proofs: LogProofs,
  ) {}

  /** The receipt of an event once it is signed; null when that is not so after this many milliseconds. */
  async of(eventId: string, milliseconds: number): Promise<Receipt | null> {
    const isSigned = await this.signed(eventId, milliseconds);
    if (!isSigned) return null;
    const { index, size, proof, checkpoint } = await this.proofs.inclusion({ eventId });
    return { index, size, file: printedTlogProof({ extra: null, index, proof, checkpoint: noteIn(checkpoint.note) }) };
  }

  private async signed(eventId: string, milliseconds: number): Promise<boolean> {
    const late = new AbortController();
    let found: () => void = () => undefined;
    const seen = new Promise<true>((resolve) => {
      found = () => resolve(true);
    });
    const waiters = this.waiting.get(eventId) ?? new Set();
    this.waiting.set(eventId, waiters.add(found));
    void this.look();
    const tooLate = after(milliseconds, false as const, { signal: late.signal }).catch(() => false as const);
    const isSigned = await Promise.race([seen, tooLate]);
    late.abort();
    waiters.delete(found);
    if (waiters.size === 0) this.waiting.delete(eventId);
    return isSigned;
  }

  /** Goes on for as long as somebody waits. A database that does not answer is asked again: who waits is told in time. */
  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    while (this.waiting.size > 0) {
      const signed = await this.dataSource
        .query<{ id: string }[]>(
          `SELECT event_id AS id FROM log_leaf
           WHERE event_id = ANY ($1::uuid[]) AND idx < (SELECT max(size) FROM log_checkpoint)`,
          [[...this.waiting.keys()]],
        )
        .catch(() => []);
      for (const { id } of signed) for (const found of this.waiting.get(id) ?? []) found();
      await after(LOOK_EVERY_MS);
    }
    this.isLooking = false;
  }
}
