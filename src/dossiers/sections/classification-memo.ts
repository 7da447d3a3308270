import { cite } from '../../kernel/citation';
import type { Cell, Row } from '../blocks';
import type { DossierRecord, RecordedFunction } from '../dossier-record';
import { constantInWords, determination } from './determination';
import { categoryOf, deviceStatusOf, MARK_WORDS, markOf, outcomeCell, outcomeOf } from './outcomes';
import { spoken, type Gap, type Section, type SectionBlock } from './section';

const CRITERIA = [
  ['C1', 'no signal'],
  ['C2', 'medical info'],
  ['C3', 'options, HCP'],
  ['C4', 'reviewable'],
] as const;

function criteriaRow(one: RecordedFunction): Row {
  const outcome = deviceStatusOf(one)?.result.outcome;
  const criteria = outcome !== undefined && 'cdsCriteria' in outcome ? outcome.cdsCriteria : [null, null, null, null];
  const marks = criteria.map(markOf).map((mark) => ({ mark, text: MARK_WORDS[mark] }));
  return { cells: [[{ text: one.code, style: 'strong' }, ` ${one.name}`], ...marks, outcomeCell(one)] };
}

const matrix = ({ functions }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Device status by function (FD&C 520(o)(1)(E), four criteria)',
  columns: [
    { head: 'Function', weight: 34 },
    ...CRITERIA.map(([head, unit]) => ({ head, unit, weight: 16 })),
    { head: 'Outcome recorded', weight: 38 },
  ],
  rows: functions.map(criteriaRow),
  notes: [
    'All four met: not a device (FD&C 520(o)(1)(E)). C3 failed only by giving one specific output, one output clinically appropriate, user an HCP: enforcement discretion under the 2026 edition; such software meets the definition of a device and FDA does not intend to enforce. Any other failure: device. An unknown fact never counts as met.',
  ],
});

const worded = (constant: string | null): string => (constant === null ? 'unknown' : spoken(constantInWords(constant)));

function categoryRow(one: RecordedFunction): Row {
  const found = categoryOf(one);
  const name: readonly Cell[] = [[{ text: one.code, style: 'strong' }, ` ${one.name}`]];
  if (found === undefined) return { cells: [...name, '', '', { mark: 'gap', text: 'not categorized' }] };
  const { outcome } = found.result;
  const situation = 'imdrfSituationEffective' in outcome ? outcome.imdrfSituationEffective : null;
  const significance = found.facts.find(({ fact }) => fact === 'significance')?.value;
  return {
    cells: [
      ...name,
      worded(situation),
      typeof significance === 'string' ? worded(significance) : 'by use',
      [{ text: outcomeOf(found).words, style: 'strong' }],
    ],
  };
}

const categories = ({ functions }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'IMDRF category (N12:2014 §7.2). It does not decide the US class',
  columns: [
    { head: 'Function', weight: 40 },
    { head: 'Situation', weight: 26 },
    { head: 'Significance', weight: 36 },
    { head: 'Category', weight: 30 },
  ],
  rows: functions.map(categoryRow),
  notes: ['The product as a whole takes the highest category of its functions (N12 §7.1).'],
});

const notClassified = ({ id, code, name }: RecordedFunction): Gap => ({
  kind: 'gap',
  level: 'error',
  title: `${code} is not classified`,
  text: `No determination says whether ${name} is a device. Unknown is never the same as “not a device”.`,
  affects: [code],
  closes: 'Answer the criteria and decide',
  cites: [cite('FDC', '201(h)(1), 520(o)(1)')],
  href: `/api/v1/functions/${id}/classifications`,
});

const undetermined = ({ id, code }: RecordedFunction, missing: readonly string[]): Gap => ({
  kind: 'gap',
  level: 'warning',
  title: `${code} is undetermined`,
  text:
    missing.length === 0
      ? 'The facts settle an outcome, and people set it aside as undetermined; the memo gives their reason.'
      : `The outcome hangs on facts that nobody has stated: ${missing.join(', ')}.`,
  affects: [code],
  closes: 'State the missing facts and decide again',
  cites: [cite('FDC', '520(o)(1)')],
  href: `/api/v1/functions/${id}/classifications`,
});

const notCategorized = ({ id, code }: RecordedFunction): Gap => ({
  kind: 'gap',
  level: 'note',
  title: `${code} has no IMDRF category`,
  text: 'The depth of evidence that is expected follows from the category of the function.',
  affects: [code],
  closes: 'Categorize it by N12',
  cites: [cite('N12', '§7.2')],
  href: `/api/v1/functions/${id}/classifications`,
});

function gapsOf(one: RecordedFunction): Gap[] {
  const status = deviceStatusOf(one);
  if (status === undefined) return [notClassified(one)];
  return [
    ...(status.decidedOutcome === 'UNDETERMINED' ? [undetermined(one, status.result.missing)] : []),
    ...(categoryOf(one) === undefined ? [notCategorized(one)] : []),
  ];
}

/** Whether each function is a device and how grave it is, and for each determination every step of the way. */
export const classificationMemo: Section = ({ record }) => [
  ...(record.functions.length === 0 ? [] : [matrix(record), categories(record)]),
  ...record.functions.flatMap(gapsOf),
  ...record.functions.flatMap((one) => one.classifications.flatMap((decided) => determination(record, one, decided))),
];
