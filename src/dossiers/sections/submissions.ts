import { cite } from '../../kernel/citation';
import type { Cell, Row, Text } from '../blocks';
import { damagedFile } from './damaged-file';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSubmission } from '../submission-record';
import type { Gap, SectionBlock } from './section';

const KINDS: Readonly<Record<string, string>> = {
  '510k': '510(k)',
  'de-novo': 'De Novo request',
  pma: 'PMA',
  'q-sub': 'Q-Submission',
  '513g': '513(g) request',
  pccp: 'Change control plan',
  hde: 'HDE',
  other: 'Other',
};

/** Neutral words: what the letter is, not what anybody should think of the product. */
const DECISIONS: Readonly<Record<string, string>> = {
  pending: 'Pending',
  'substantially-equivalent': 'Letter: substantially equivalent',
  'not-substantially-equivalent': 'Letter: not substantially equivalent',
  granted: 'Letter: request granted',
  'approved-by-authority-letter': 'Letter: approval order',
  'feedback-received': 'Feedback received',
  withdrawn: 'Withdrawn',
};

const muted = (text: string): Text => [{ text, style: 'muted' }];

/** `510(k) K000001`, or what is known of it. */
export const submissionName = ({ kind, number }: Pick<RecordedSubmission, 'kind' | 'number'>): string =>
  `${KINDS[kind] ?? kind}${number === null ? '' : ` ${number}`}`;

const codes = ({ productCode, regulationNumber }: RecordedSubmission): Text[] => [
  ...(productCode === null ? [] : [muted(`product code ${productCode}`)]),
  ...(regulationNumber === null ? [] : [muted(`21 CFR ${regulationNumber}`)]),
];

const answerCell = ({ decisionKind, decidedOn, decision }: RecordedSubmission): Cell => ({
  lines: [
    DECISIONS[decisionKind] ?? decisionKind,
    ...(decidedOn === null ? [] : [decidedOn]),
    ...(decision === null ? [] : [muted(`In the words of the organization: ${decision}`)]),
  ],
});

const lettersCell = ({ letters }: RecordedSubmission): Cell =>
  letters.length === 0 ? { mark: 'gap', text: 'no file' } : { lines: letters.map(({ name }) => name) };

const row = (one: RecordedSubmission): Row => ({
  cells: [
    { lines: [[{ text: submissionName(one), style: 'strong' }], one.authority, ...codes(one)] },
    one.functions.length === 0 ? muted('the model') : one.functions.join(', '),
    one.submittedOn,
    answerCell(one),
    lettersCell(one),
  ],
});

const table = (all: readonly RecordedSubmission[]): SectionBlock => ({
  kind: 'table',
  caption: 'What went to an authority and what came back, as recorded by the organization',
  columns: [
    { head: 'Submission', weight: 30 },
    { head: 'Covers', weight: 16 },
    { head: 'Submitted', weight: 18 },
    { head: 'What came back', weight: 40 },
    { head: 'From the letter', weight: 28 },
  ],
  rows: all.map(row),
  notes: [
    'Recorded by the organization from the letter, file as named. It is no statement of the authority; its own public record goes before.',
  ],
});

const lettersTable = (all: readonly RecordedSubmission[]): SectionBlock => ({
  kind: 'table',
  caption: 'Letters behind it, kept by the owner',
  columns: [
    { head: 'Submission', weight: 30 },
    { head: 'File', weight: 40 },
    { head: 'SHA-256', weight: 46 },
  ],
  rows: all.flatMap((one) =>
    one.letters.map(({ name, sha256 }): Row => ({ cells: [submissionName(one), name, { sha256 }] })),
  ),
});

const noLetter = (one: RecordedSubmission): Gap => ({
  kind: 'gap',
  level: 'warning',
  title: `No letter behind ${submissionName(one)}`,
  text: `The organization records “${DECISIONS[one.decisionKind] ?? one.decisionKind}”, and no letter is stored from which it can be read.`,
  affects: [submissionName(one)],
  closes: 'Store the letter and add it',
  cites: [cite('CFR-21', '11.10(b)')],
  href: `/api/v1/submissions/${one.id}`,
  field: 'letters',
});

/** What went to an authority; an answer without its letter is a gap. */
export const submissionsOf = ({ submissions }: DossierRecord): SectionBlock[] => [
  ...(submissions.length === 0 ? [] : [table(submissions)]),
  ...(submissions.some(({ letters }) => letters.length > 0) ? [lettersTable(submissions)] : []),
  ...submissions
    .filter(({ decisionKind, letters }) => decisionKind !== 'pending' && letters.length === 0)
    .map(noLetter),
  ...submissions.flatMap((one) =>
    one.letters
      .filter(({ damaged }) => damaged === true)
      .map((letter) => damagedFile({ ...letter, owner: submissionName(one), level: 'warning' })),
  ),
];
