import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Role } from '../access/policy/roles';
import { CLOCK, type Clock, dayOf } from '../kernel/clock';
import { BringsWork, type Waiting, type WorkItem, type WorkSource } from '../work/work-source';
import { freshUntil, freshUntilSql } from './fresh-until.rules';

/** Days ahead that are told. */
const AHEAD = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Who can record newer evidence, or sees to it that it is. */
const TOLD: readonly Role[] = ['specialist', 'contributor', 'quality-lead'];

interface Found {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly version: string;
  readonly since: Date;
  readonly dueOn: string;
  readonly staysFresh: string;
  readonly total: number;
}

const DUE = freshUntilSql('t.stays_fresh');

/** Evidence that stands, of versions that are not retired, which by its own words is fresh until `$1` at most. */
const EXPIRING = `
  SELECT t.id, 'EV-' || lpad(t.number::text, greatest(4, length(t.number::text)), '0') AS code, t.title AS label,
    v.label AS version, t.recorded_at AS since, ${DUE} AS "dueOn", t.stays_fresh AS "staysFresh",
    count(*) OVER ()::integer AS total
  FROM evidence t JOIN model_version v ON v.id = t.version_id
  WHERE ${DUE} IS NOT NULL AND ${DUE} <= $1::text AND v.state <> 'retired'
    AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = t.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = t.id)
  ORDER BY ${DUE}, t.id LIMIT $2`;

/** Evidence whose day comes within 90 days, or has passed: somebody records newer, or it holds no longer. */
@BringsWork()
@Injectable()
export class ExpiringWork implements WorkSource {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(_personId: string, roles: readonly Role[], most: number): Promise<Waiting> {
    if (!roles.some((role) => TOLD.includes(role))) return { items: [], counts: {} };
    const until = dayOf(new Date(this.clock.now().getTime() + AHEAD * DAY_MS));
    const found = await this.dataSource.query<Found[]>(EXPIRING, [until, most]);
    const items = found.filter(({ staysFresh }) => freshUntil(staysFresh) !== null).map(itemOf);
    return { items, counts: { expiring: found[0]?.total ?? 0 } };
  }
}

function itemOf({ id, code, label, version, since, dueOn, staysFresh }: Found): WorkItem {
  const href = `/api/v1/evidence/${id}`;
  return {
    ...{ kind: 'expiring', since, href, signing: null, dueOn, text: `${version}. Stays fresh: ${staysFresh}` },
    record: { type: 'evidence', id, code, label, href },
  };
}
