import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { setTimeout as after } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ANCHOR_GROUND, type AnchorGround } from '../../anchors/anchor-ground';
import { Anchors } from '../../anchors/anchors.service';
import { LogFeeder } from '../../audit-trail/kept-log/log-feeder';
import { printedVerifierKey } from '../../audit-trail/log/note-key';

/** Longer than this nobody waits for a dossier to be proved: it says then what it lacks. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;

interface Look {
  /** Null while the log was never signed. */
  readonly vkey: string | null;
  readonly logged: number;
  /** How many entries the log must have to hold all of them that are in it. */
  readonly end: number;
  readonly signed: number;
  readonly witnessed: number;
}

const LOOK = `
  SELECT vkey, own.logged, own.end,
    coalesce((SELECT max(size) FROM log_checkpoint), 0)::float8 AS signed,
    coalesce((SELECT max(checkpoint_size) FROM log_cosignature WHERE witness = ANY ($2::text[])), 0)::float8 AS witnessed
  FROM log_state CROSS JOIN (
    SELECT count(*)::int AS logged, coalesce(max(idx) + 1, 0)::float8 AS "end"
    FROM log_leaf WHERE event_id = ANY ($1::uuid[])) own`;

/** Waits for events to be signed for, and cosigned where somebody is configured to. */
@Injectable()
export class LogWait {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly feeder: LogFeeder,
    private readonly anchors: Anchors,
    @Inject(ANCHOR_GROUND) private readonly ground: AnchorGround,
  ) {}

  /** True when anything is signed of the log, after five seconds at the latest. A log that nobody feeds is not waited for. */
  async until(eventIds: readonly string[]): Promise<boolean> {
    const witnesses = this.ground.witnesses.map(({ key }) => printedVerifierKey(key));
    for (const end = Date.now() + PATIENCE_MS; ; await after(LOOK_EVERY_MS)) {
      const [look] = await this.dataSource.query<[Look]>(LOOK, [eventIds, witnesses]);
      const isSigned = look.logged === eventIds.length && look.signed >= look.end;
      const isWitnessed = witnesses.length === 0 || look.witnessed >= look.end;
      if (isSigned && !isWitnessed) this.anchors.anchoring?.hurry();
      const isUnfed = look.vkey === null && !this.feeder.isHere;
      if ((isSigned && isWitnessed) || isUnfed || Date.now() >= end) return look.signed > 0;
    }
  }
}
