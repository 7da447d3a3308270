import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Look } from '../../http/pages/words';
import type { Process } from '../../signatures/process/steps.rules';
import { manifestIn } from '../../signatures/signables/contents-sql';
import { Signables } from '../../signatures/signables/signables';

interface Found {
  readonly id: string;
  readonly isRejected: boolean;
  readonly isComplete: boolean;
  readonly signed: number;
}

/** How far the signing of many records is, as `steps.rules.ts` has it of one; `rows` is SQL of what can be signed now. */
const statement = (rows: string): string => `
  WITH record AS (SELECT t.* FROM (${rows}) t WHERE t.id = ANY ($1::uuid[])),
  given AS (
    SELECT r.id, g.step, g.meaning, g.role FROM record r
    JOIN signature g ON g.record_id = r.id AND g.process = $2 AND g.record_revision = r.revision
    WHERE g.meaning = 'rejection' OR r.rests_on IS NULL OR r.rests_on = ${manifestIn('g.manifest')}
  )
  SELECT r.id,
    EXISTS (SELECT FROM given g WHERE g.id = r.id AND g.meaning = 'rejection') AS "isRejected",
    NOT EXISTS (SELECT FROM signature_steps($2) s WHERE s.minimum > (
      SELECT count(*) FROM given g WHERE g.id = r.id AND g.step = s.step AND g.meaning = s.meaning AND g.role = s.role
    )) AS "isComplete",
    (SELECT count(*)::integer FROM given g WHERE g.id = r.id) AS signed
  FROM record r`;

function lookOf({ isRejected, isComplete, signed }: Found): Look {
  if (isRejected) return { word: 'Rejected', look: 'state-stop', icon: 'circle-x' };
  if (isComplete) return { word: 'Signed', look: 'state-ok', icon: 'signature' };
  return signed === 0
    ? { word: 'Not signed', look: 'state-warn', icon: 'signature' }
    : { word: 'Waits for signatures', look: 'state-now', icon: 'signature' };
}

/** How far many records are signed, in one statement for each kind. */
@Injectable()
export class SignedLooks {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly signables: Signables,
  ) {}

  /** By the ids of those that can be signed now; of what no longer stands there is none. */
  async of(process: Process, ids: readonly string[]): Promise<ReadonlyMap<string, Look>> {
    if (ids.length === 0) return new Map();
    const { toSign } = this.signables.of(process).rows;
    const found = await this.dataSource.query<Found[]>(statement(toSign), [[...ids], process]);
    return new Map(found.map((one) => [one.id, lookOf(one)]));
  }
}
