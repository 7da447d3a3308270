import type { HeldFigure } from '../../evidence/claim.rules';
import type { Cell, Row, Text } from '../blocks';
import type { RecordedClaim } from '../claim-record';
import type { DossierRecord } from '../dossier-record';
import { gapsOfClaims } from './claim-gaps';
import { signedBy } from './signed-by';
import { grouped, type Section, type SectionBlock } from './section';

const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' };

const muted = (text: string): Text => [{ text, style: 'muted' }];

const claimCell = (one: RecordedClaim, record: DossierRecord): Cell => ({
  lines: [
    [{ text: one.code, style: 'strong' }, `, ${one.function}, revision ${one.revision}`],
    one.statement,
    muted(`Population: ${one.population}`),
    muted(`Stated ${one.statedAt.slice(0, 10)} by ${one.statedBy}`),
    ...signedBy(record, one.code).map((text) => muted(text)),
  ],
});

const limitCell = ({ metric, comparator, threshold, unit, minimumN, task, subgroup }: RecordedClaim): Cell => ({
  lines: [
    [
      {
        text: `${metric} ${SIGNS[comparator] ?? comparator} ${threshold}${unit === null ? '' : ` ${unit}`}`,
        style: 'strong',
      },
    ],
    `n ≥ ${grouped(minimumN)}`,
    ...(task === null ? [] : [muted(task)]),
    ...(subgroup === null ? [] : [muted(subgroup)]),
  ],
});

const evidenceCell = ({ evidence }: RecordedClaim): Cell =>
  evidence.length === 0
    ? { mark: 'gap', text: 'none' }
    : { lines: evidence.map(({ code }): Text => [{ ref: code, page: true }]) };

function intervalWords({ interval }: HeldFigure): Text[] {
  if (interval === null) return [];
  const side = interval.isAllGood ? 'the whole interval meets it' : 'the interval crosses the limit';
  return [muted(interval.derived ? `${side}; derived interval` : side)];
}

const figureLines = (figure: HeldFigure): Text[] => [
  `${figure.valueText}${figure.unit === null ? '' : ` ${figure.unit}`}`,
  muted(`${figure.task}, n ${figure.n === null ? 'not in file' : grouped(figure.n)}`),
  ...(figure.why === null ? [] : [muted(`not counted: ${figure.why}`)]),
  ...intervalWords(figure),
];

const resultCell = ({ judgement: { figures } }: RecordedClaim): Cell =>
  figures.length === 0 ? muted('no result') : { lines: figures.flatMap(figureLines) };

function holdsCell({ withdrawal, judgement: { outcome }, evidence }: RecordedClaim): Cell {
  if (withdrawal !== null) return { mark: 'none', text: 'withdrawn' };
  if (outcome === 'not-shown') return { mark: 'gap', text: 'not shown' };
  const isLate = evidence.some(({ statedAfterRun }) => statedAfterRun);
  const after = isLate ? ', stated after the run' : '';
  if (outcome === 'does-not-hold') return { mark: 'not-met', text: `no${after}` };
  return isLate ? { mark: 'condition', text: `yes${after}` } : { mark: 'met', text: 'yes' };
}

const claimRow = (one: RecordedClaim, record: DossierRecord): Row => ({
  id: one.code,
  cells: [claimCell(one, record), limitCell(one), evidenceCell(one), resultCell(one), holdsCell(one)],
});

const ledger = (record: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Claims, each with its limit and what was found',
  columns: [
    { head: 'Claim', weight: 46 },
    { head: 'Limit', unit: 'acceptance criterion', weight: 26 },
    { head: 'Evidence', unit: 'and page', weight: 20 },
    { head: 'Result', unit: 'as in the file', weight: 32 },
    { head: 'Holds', weight: 22 },
  ],
  rows: record.claims.map((one) => claimRow(one, record)),
  notes: [
    'A claim holds when every figure of its evidence that can be counted meets the limit; none is chosen. The estimate is compared, in the digits of the file; the interval is told beside it and does not decide. Withdrawn claims stay.',
  ],
});

const shownCell = (codes: readonly string[], isClaim: boolean): Cell => {
  const wanted = codes.filter((code) => code.startsWith('CL-') === isClaim);
  return wanted.length === 0 ? muted('none') : wanted.join(', ');
};

const traces = ({ evidence }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'What each piece of evidence is to show',
  columns: [
    { head: 'Evidence', unit: 'and page', weight: 20 },
    { head: 'Title', weight: 60 },
    { head: 'Functions', weight: 24 },
    { head: 'Claims', weight: 24 },
  ],
  rows: evidence.map(({ code, title, shows }) => ({
    cells: [[{ ref: code, page: true }], title, shownCell(shows, false), shownCell(shows, true)],
  })),
});

/** What the owner stands behind, held against the limit fixed before the run; what failed stays (N41 §7). */
export const claims: Section = ({ record }) => [
  ...(record.claims.length === 0
    ? [{ kind: 'paragraph', text: 'No claim of performance is stated for any function.' } as const]
    : [ledger(record)]),
  ...gapsOfClaims(record),
  ...(record.evidence.length === 0 ? [] : [traces(record)]),
];
