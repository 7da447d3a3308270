import { cite } from '../../kernel/citation';
import type { Cell, Row, Text } from '../blocks';
import { damagedFile } from './damaged-file';
import { DECISION_WORDS, KIND_WORDS } from '../../submissions/submission-words';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSubmission } from '../submission-record';
import type { Gap, SectionBlock } from './section';

const muted = (text: string): Text => [{ text, style: 'muted' }];

/** `510(k) K000001`, or what is known of it. */
export const submissionName = ({ kind, number }: Pick<RecordedSubmission, 'kind' | 'number'>): string =>
  `${(KIND_WORDS as Readonly<Record<string, string>>)[kind] ?? kind}${number === null ? '' : ` ${number}`}`;

const codes = ({ productCode, regulationNumber }: RecordedSubmission): Text[] => [
  ...(productCode === null ? [] : [muted(`product code ${productCode}`)]),
  ...(regulationNumber === null ? [] : [muted(`21 CFR ${regulationNumber}`)]),
];

const answerCell = ({ decisionKind, decidedOn, decision }: RecordedSubmission): Cell => ({
  lines: [
    (DECISION_WORDS as Readonly<Record<string, string>>)[decisionKind] ?? decisionKind,
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
  text: `The organization records “${(DECISION_WORDS as Readonly<Record<string, string>>)[one.decisionKind] ?? one.decisionKind}”, and no letter is stored from which it can be read.`,
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
