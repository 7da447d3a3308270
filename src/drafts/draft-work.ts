import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Role } from '../access/policy/roles';
import { CLOCK, type Clock, dayOf } from '../kernel/clock';
import { BringsWork, type Waiting, type WorkItem, type WorkSource } from '../work/work-source';
import { draftPage, SUBJECTS } from './draft-pages';

interface Found {
  readonly id: string;
  readonly form: string;
  readonly subject: string;
  /** Of what it is about, where the form does not tell. */
  readonly table: string | null;
  readonly since: Date;
  readonly goesAt: Date;
  readonly total: number;
}

const TABLE_OF = Object.keys(SUBJECTS)
  .map((table) => `SELECT '${table}' AS name FROM ${table} WHERE id = d.about`)
  .join(' UNION ALL ');

const DRAFTS = `
  SELECT d.id, d.form, d.subject, d.saved_at AS since, d.expires_at AS "goesAt", d.total,
    (SELECT name FROM (${TABLE_OF}) t LIMIT 1) AS table
  FROM (
    SELECT *, CASE WHEN form IN ('withdrawal', 'comment') AND subject <> 'new' THEN subject::uuid END AS about,
      count(*) OVER ()::integer AS total
    FROM form_draft WHERE actor_id = $1::uuid::text AND expires_at > $2
    ORDER BY saved_at, id LIMIT $3
  ) d ORDER BY d.saved_at, d.id`;

/** What somebody began to fill in and has not said yet. */
@BringsWork()
@Injectable()
export class DraftWork implements WorkSource {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(personId: string, _roles: readonly Role[], most: number): Promise<Waiting> {
    const found = await this.dataSource.query<Found[]>(DRAFTS, [personId, this.clock.now(), most]);
    return { items: found.map(itemOf), counts: { draft: found[0]?.total ?? 0 } };
  }
}

function itemOf({ id, form, subject, table, since, goesAt }: Found): WorkItem {
  const { word, href } = draftPage(form, subject, table);
  const day = dayOf(goesAt);
  return {
    ...{ kind: 'draft', since, href, signing: null, dueOn: day },
    text: `Kept until ${day}, for nobody else to see`,
    record: { type: 'form_draft', id, code: null, label: word, href },
  };
}
