import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '../../access/policy/roles';
import { givenOf } from '../../access/policy/permissions';
import { ruleSets } from '../../classification/classify';
import { expiringEvidence } from '../expiring-evidence';
import { plusDays } from '../expiry.rules';
import type { CalendarDay } from './ics.rules';
import { filesDue } from './retention-dates';

/** Whose dates are asked for, and what he may now. */
export interface Whose {
  readonly personId: string;
  readonly roles: readonly Role[];
  /** As `2026-11-30`. */
  readonly today: string;
  /** Where the service is reached; null where it is not known, and then nothing leads there. */
  readonly origin: string | null;
}

/** A calendar holds what was a month ago too, and what is in three years. */
const BACK = 31;
const AHEAD = 3 * 366;

interface Row {
  readonly id: string;
  readonly on: string;
  readonly sequence: number;
  readonly stamp: Date;
  readonly text: string;
}

type Words = Pick<CalendarDay, 'summary' | 'description'>;

const READ = (
  text: string,
): string => `SELECT id, to_char("on", 'YYYY-MM-DD') AS on, sequence, stamp, text FROM (${text}) d
  WHERE "on" BETWEEN $2::date AND $3::date ORDER BY "on", id`;

/** What ends for a person himself. `$1` is the person; days are those of UTC, as records print them. */
const QUALIFICATIONS = READ(`
  SELECT id, valid_until AS "on", revision AS sequence, coalesce(ended_at, recorded_at) AS stamp, title AS text
  FROM qualification WHERE person_id = $1 AND valid_until IS NOT NULL AND ended_at IS NULL`);
const TOKENS = READ(`
  SELECT id, (expires_at AT TIME ZONE 'UTC')::date AS "on", revision AS sequence, created_at AS stamp, name AS text
  FROM api_token WHERE person_id = $1 AND ended_at IS NULL`);
const DELEGATIONS = READ(`
  SELECT d.id, (d.ends_at AT TIME ZONE 'UTC')::date AS "on", d.revision AS sequence, d.made_at AS stamp,
         CASE WHEN d.person_id = $1 THEN 'Your substitute is ' || s.printed_name
              ELSE 'You are the substitute of ' || p.printed_name END || ' as ' || replace(d.role, '-', ' ') AS text
  FROM delegation d JOIN person p ON p.id = d.person_id JOIN person s ON s.id = d.substitute_id
  WHERE (d.person_id = $1 OR d.substitute_id = $1) AND d.ended_at IS NULL`);
const OWN_GRANTS = READ(`
  SELECT id, (until AT TIME ZONE 'UTC')::date AS "on", revision AS sequence, given_at AS stamp, purpose AS text
  FROM auditor_grant WHERE person_id = $1 AND ended_at IS NULL`);
/** Of who answers for what auditors read: every grant that runs. */
const GRANTS = READ(`
  SELECT g.id, (g.until AT TIME ZONE 'UTC')::date AS "on", g.revision AS sequence, g.given_at AS stamp,
         p.printed_name || ': ' || g.purpose AS text
  FROM auditor_grant g JOIN person p ON p.id = g.person_id
  WHERE g.ended_at IS NULL AND g.person_id <> $1`);

const may = (roles: readonly Role[], permission: Parameters<typeof givenOf>[0]): boolean =>
  givenOf(permission).to.some((role) => roles.includes(role));

/** Every day that the record holds and that concerns a person, by what that person may read now. */
@Injectable()
export class DueDates {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async of(whose: Whose): Promise<CalendarDay[]> {
    const { roles } = whose;
    const { manager } = this.dataSource;
    const kinds = may(roles, 'auditor-grant:read') ? [...OWN, OF_AUDITORS] : OWN;
    const days: CalendarDay[] = [];
    for (const one of kinds) days.push(...(await read(manager, one, whose)));
    if (may(roles, 'record:read')) days.push(...(await this.evidence(manager, whose)), ...editions(whose));
    if (may(roles, 'disposal:request')) days.push(...(await filesDue(manager, whose, AHEAD)));
    return days.sort((a, b) => (`${a.on} ${a.uid}` < `${b.on} ${b.uid}` ? -1 : 1));
  }

  private async evidence(manager: EntityManager, { today, origin }: Whose): Promise<CalendarDay[]> {
    const [from, to] = [plusDays(today, -BACK), plusDays(today, AHEAD)];
    const found = await expiringEvidence(manager, { from, to, personId: null });
    return found.map(({ id, code, until, recordedAt }) => ({
      ...{ uid: `evidence-${id}`, on: until, sequence: 0, stamp: recordedAt },
      summary: `${code} holds until today`,
      description: 'Record newer evidence in its place, or withdraw it.',
      url: origin === null ? null : `${origin}/evidence/${id}`,
    }));
  }
}

/** What is read, as what it is told, and where the person sees it. */
interface Kind {
  readonly kind: string;
  readonly sql: string;
  readonly path: string | null;
  readonly words: (text: string) => Words;
}

const OWN: readonly Kind[] = [
  {
    ...{ kind: 'qualification', sql: QUALIFICATIONS, path: '/account' },
    words: (text) => ({
      summary: `Last day of a qualification: ${text}`,
      description: 'From the day after on, roles that need it sleep until it is renewed.',
    }),
  },
  {
    ...{ kind: 'token', sql: TOKENS, path: '/tokens' },
    words: (text) => ({
      summary: `A token ends: ${text}`,
      description: 'Programs that use it are refused from then on.',
    }),
  },
  {
    ...{ kind: 'delegation', sql: DELEGATIONS, path: '/account' },
    words: (text) => ({ summary: 'A delegation ends', description: `${text}.` }),
  },
  {
    ...{ kind: 'grant', sql: OWN_GRANTS, path: null },
    words: (text) => ({ summary: 'Your access as an auditor ends', description: text }),
  },
];
const OF_AUDITORS: Kind = {
  ...{ kind: 'grant', sql: GRANTS, path: '/grants' },
  words: (text) => ({ summary: 'The access of an auditor ends', description: text }),
};

async function read(manager: EntityManager, { kind, sql, path, words }: Kind, whose: Whose): Promise<CalendarDay[]> {
  const { personId, today, origin } = whose;
  const rows = await manager.query<Row[]>(sql, [personId, plusDays(today, -BACK), plusDays(today, AHEAD)]);
  return rows.map(({ id, on, sequence, stamp, text }) => ({
    ...{ uid: `${kind}-${id}`, on, sequence, stamp, ...words(text) },
    url: origin === null || path === null ? null : `${origin}${path}`,
  }));
}

/** The days on which an edition of a guidance begins to hold, and those on which another one takes its place. */
function editions({ origin }: Whose): CalendarDay[] {
  const url = origin === null ? null : `${origin}/classifications`;
  return ruleSets().flatMap(({ id, title, edition, effectiveOn, supersededOn }) => {
    const stamp = new Date(`${effectiveOn}T00:00:00Z`);
    const about = { sequence: 0, stamp, description: `${title}, ${edition}`, url };
    return [
      { ...about, uid: `edition-${id}-effective`, on: effectiveOn, summary: `${id} holds from today` },
      ...(supersededOn === undefined
        ? []
        : [{ ...about, uid: `edition-${id}-superseded`, on: supersededOn, summary: `${id} is superseded` }]),
    ];
  });
}
