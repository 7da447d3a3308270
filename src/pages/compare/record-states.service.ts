import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Records } from '../../audit-trail/records';
import { Classification } from '../../classification/classification.entity';
import { classificationCode } from '../../classification/classification.dto';
import { type Scope, type ScopedTable, withinScope } from '../../database/scope';
import { Snapshot } from '../../database/snapshot';
import { Dossier } from '../../dossiers/dossier.entity';
import { describeEvidence } from '../../evidence/evidence-descriptions';
import { evidenceCode } from '../../evidence/evidence.rules';
import { Evidence } from '../../evidence/evidence.entity';
import { ClaimRevision } from '../../intended-use/claim.entity';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import type { Json } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import type { ComparedRecord } from './compare.dto';
import { evidenceFields } from './evidence-part';
import { claimFields, classificationFields, useFields } from './functions-part';
import type { Field } from './outline';
import { snapshotFields } from './snapshot-fields';

/** What a record said from an instant on. */
export interface RecordState {
  readonly number: number;
  readonly at: Date;
  /** The record of that state, where each state is a record of its own. */
  readonly id: string;
  readonly code: string | null;
  readonly illustrative: boolean;
  readonly fields: readonly Field[];
}

/** With what is read, and how much of the record the reader was given; null is all of it. */
interface Reads {
  readonly db: EntityManager;
  readonly scope: Scope | null;
}
type Reader = (reads: Reads, id: string) => Promise<RecordState[]>;

const state = (number: number, at: Date, id: string, fields: readonly Field[]): RecordState => ({
  ...{ number, at, id, fields, code: null, illustrative: false },
});

/** All that took each other's place and that the reader was given, in turn; ids tell the order (UUIDv7, RFC 9562 §5.7). */
async function chainOf({ db, scope }: Reads, table: ScopedTable, id: string): Promise<string[]> {
  const parameters: unknown[] = [id];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const given = scope === null ? 'true' : withinScope(table, scope, bind);
  const rows = await db.query<{ id: string }[]>(
    `WITH RECURSIVE older AS (
       SELECT id, supersedes_id FROM ${table} WHERE id = $1
       UNION SELECT e.id, e.supersedes_id FROM ${table} e JOIN older o ON e.id = o.supersedes_id
     ), newer AS (
       SELECT id FROM ${table} WHERE id = $1
       UNION SELECT e.id FROM ${table} e JOIN newer n ON e.supersedes_id = n.id
     ) SELECT t.id FROM ${table} t
     WHERE t.id IN (SELECT id FROM older UNION SELECT id FROM newer) AND (${given}) ORDER BY t.id`,
    parameters,
  );
  return rows.map((row) => row.id);
}

const inTurn = { order: { id: 'ASC' } } as const;

const intendedUses: Reader = async ({ db }, id) => {
  const one = await db.findOneBy(IntendedUse, { id });
  const where = { functionId: one?.functionId };
  const all = one === null ? [] : await db.find(IntendedUse, { where, order: { revision: 'ASC' } });
  return all.map((use) => state(use.revision, use.statedAt, use.id, useFields(use)));
};

const claims: Reader = async ({ db }, claimId) => {
  const all = await db.find(ClaimRevision, { where: { claimId }, order: { revision: 'ASC' } });
  return all.map((said) => state(said.revision, said.statedAt, claimId, claimFields(said)));
};

const evidences: Reader = async (reads, id) => {
  const where = { id: In(await chainOf(reads, 'evidence', id)) };
  const all = await describeEvidence(reads.db, await reads.db.find(Evidence, { where, ...inTurn }));
  return all.map((described, at) => {
    const { evidence } = described;
    const said = state(at + 1, evidence.recordedAt, evidence.id, evidenceFields(described));
    return { ...said, code: evidenceCode(evidence), illustrative: evidence.illustrative };
  });
};

const classifications: Reader = async (reads, id) => {
  const where = { id: In(await chainOf(reads, 'classification', id)) };
  const all = await reads.db.find(Classification, { where, ...inTurn });
  return all.map((one, at) => ({
    ...state(at + 1, one.decidedAt, one.id, classificationFields(one)),
    code: classificationCode(one),
  }));
};

const dossiers: Reader = async (reads, id) => {
  const all = await reads.db.find(Dossier, { where: { id: In(await chainOf(reads, 'dossier', id)) }, ...inTurn });
  return all.map((one, at) => {
    const said = { ...one, issuedAt: one.issuedAt.toISOString() } as unknown as Record<string, Json>;
    return { ...state(at + 1, one.issuedAt, one.id, snapshotFields(said)), code: one.code };
  });
};

/** Records that are written once: what takes the place of one is another one. */
const WRITTEN_ONCE: Partial<Readonly<Record<ComparedRecord, Reader>>> = {
  intended_use: intendedUses,
  claim: claims,
  evidence: evidences,
  classification: classifications,
  dossier: dossiers,
};

/** Reads every state that a record has had, whether it is edited or superseded. */
@Injectable()
export class RecordStates {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly records: Records,
  ) {}

  /** The first state first. Refuses as `not-found` a record that is not there. */
  async of(type: ComparedRecord, id: string, scope: Scope | null): Promise<RecordState[]> {
    const read = WRITTEN_ONCE[type];
    const states =
      read === undefined ? await this.edited(type, id) : await this.snapshot.read((db) => read({ db, scope }, id));
    if (states.length === 0) throw Refusal.notFound(`A state of ${type.replaceAll('_', ' ')} ${id}`);
    return states;
  }

  private async edited(type: ComparedRecord, id: string): Promise<RecordState[]> {
    const revisions = await this.records.revisions(type, id);
    return revisions.map(({ number, at, snapshot }) => ({
      ...state(number, at, id, snapshotFields(snapshot)),
      illustrative: snapshot.illustrative === true,
    }));
  }
}
