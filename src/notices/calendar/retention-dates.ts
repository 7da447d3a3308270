import type { EntityManager } from 'typeorm';
import { plusDays } from '../expiry.rules';
import type { Whose } from './due-dates.service';
import type { CalendarDay } from './ics.rules';

const MOST = 500;

/** Of each retired version and kind of file the first day on which no period keeps those files; holds are told apart. */
const ENDS = `
  WITH kept AS (
    SELECT v.id, v.model_id, v.semantic_version, v.state_since, v.revision, k.kind, period_of(k.kind) AS months
    FROM model_version v CROSS JOIN LATERAL (
      SELECT DISTINCT CASE e.kind WHEN 'clinical-validation' THEN 'clinical-evidence' ELSE 'evidence' END
      FROM evidence e JOIN evidence_file f ON f.evidence_id = e.id WHERE e.version_id = v.id
      UNION SELECT 'dossier' FROM dossier d WHERE d.version_id = v.id
      UNION SELECT 'labeling' FROM version_labeling l WHERE l.version_id = v.id AND l.labeling_file IS NOT NULL
    ) k(kind)
    WHERE v.state = 'retired'
  )
  SELECT d.*, to_char(d.day, 'YYYY-MM-DD') AS on FROM (
    SELECT kept.id, kept.kind, m.name || ' ' || kept.semantic_version AS text, kept.revision AS sequence,
           kept.state_since AS stamp,
           (retired_on(kept.id) + make_interval(months => kept.months))::date + 1 AS day
    FROM kept JOIN model m ON m.id = kept.model_id
    WHERE kept.months IS NOT NULL
      AND (kept.state_since + make_interval(months => kept.months))::date BETWEEN $1::date - 2 AND $2::date + 2
  ) d WHERE d.day BETWEEN $1::date AND $2::date ORDER BY d.day, d.id, d.kind LIMIT ${MOST}`;

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly sequence: number;
  readonly stamp: Date;
  readonly on: string;
}

/** The days from which files of retired versions may be disposed of, if no legal hold stands. */
export async function filesDue(
  manager: EntityManager,
  { today, origin }: Whose,
  aheadDays: number,
): Promise<CalendarDay[]> {
  const rows = await manager.query<Row[]>(ENDS, [plusDays(today, -31), plusDays(today, aheadDays)]);
  return rows.map(({ id, kind, text, sequence, stamp, on }) => ({
    ...{ uid: `disposal-${kind}-${id}`, on, sequence, stamp },
    summary: `Files may be disposed of: ${text}, ${kind.replaceAll('-', ' ')}`,
    description: 'No period keeps them any more. A legal hold still does, and two persons decide.',
    url: origin === null ? null : `${origin}/versions/${id}`,
  }));
}
