import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ANCHOR_GROUND, type AnchorGround } from '../../anchors/anchor-ground';
import { keptTiles } from '../../audit-trail/kept-log/kept-tiles';
import { COSIGNED_NOTE } from '../../audit-trail/kept-log/log-reader';
import { printedVerifierKey } from '../../audit-trail/log/note-key';
import { Snapshot } from '../../database/snapshot';
import type { DossierRecord } from '../dossier-record';
import type { RecordedLog } from '../log-record';
import { LogWait } from './log-wait.service';
import { recordedProofs, type Entry } from './recorded-proofs';
import { recordedWitnesses } from './recorded-witnesses';

interface Signed {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly signedAt: Date;
}

/** The newest checkpoint over the last of these events that a witness cosigned; without one the newest of all. */
const CHECKPOINT = `
  SELECT (SELECT origin FROM log_state), (SELECT vkey FROM log_state), size::float8, root, ${COSIGNED_NOTE} AS note,
    signed_at AS "signedAt"
  FROM log_checkpoint WHERE size = coalesce(
    (SELECT max(checkpoint_size) FROM log_cosignature WHERE witness = ANY ($2::text[])
     AND checkpoint_size > (SELECT max(idx) FROM log_leaf WHERE event_id = ANY ($1::uuid[]))),
    (SELECT max(size) FROM log_checkpoint))`;

const ENTRIES = `
  SELECT event_id AS "eventId", idx::float8 AS index, leaf FROM log_leaf
  WHERE event_id = ANY ($1::uuid[]) AND idx < $2::bigint`;

/** What proves the events of a record: waited for while a dossier is issued, and kept in it. */
@Injectable()
export class LogFacts {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly wait: LogWait,
    @Inject(ANCHOR_GROUND) private readonly ground: AnchorGround,
  ) {}

  /** The record with the log that covers its events, or as much of it as there is after some seconds: it says which. */
  async addTo(record: DossierRecord): Promise<DossierRecord> {
    const ids = record.events.map(({ id }) => id);
    if (ids.length === 0 || !(await this.wait.until(ids))) return record;
    const log = await this.snapshot.read((db) => this.read(db, ids));
    if (log === null) return record;
    const places = new Map(log.proofs.map(({ eventId, index }) => [eventId, index]));
    return { ...record, events: record.events.map((one) => ({ ...one, index: places.get(one.id) ?? null })), log };
  }

  private async read(db: EntityManager, ids: readonly string[]): Promise<RecordedLog | null> {
    const keys = this.ground.witnesses.map(({ key }) => key);
    const [signed] = await db.query<Signed[]>(CHECKPOINT, [ids, keys.map(printedVerifierKey)]);
    if (signed === undefined) return null;
    const { origin, vkey, size, root, note, signedAt } = signed;
    const entries = await db.query<Entry[]>(ENTRIES, [ids, size]);
    const tiles = keptTiles((text, values) => db.query(text, values));
    return {
      ...{ origin, size, root: root.toString('base64'), signedAt: signedAt.toISOString(), checkpoint: note },
      ...{ vkeys: [vkey], asked: keys.map(({ name }) => name), witnesses: recordedWitnesses(note, keys) },
      proofs: await recordedProofs(ids, entries, size, tiles),
    };
  }
}
