import { type AuthorityId } from '../../kernel/authorities';
import { cite } from '../../kernel/citation';
import { type Rule, type Table } from '../decide';

type When = Rule<boolean>['when'];
type Words = Pick<Table<boolean>, 'label' | 'test'>;

/** One criterion of FD&C 520(o)(1)(E) as an edition of the guidance reads it: what fails it, row by row, and what meets it. */
function criterion(edition: AuthorityId, number: 1 | 2 | 3 | 4, words: Words, rows: [string, When][]): Table<boolean> {
  const clause = ['', '(i)', '(ii)', '(iii)'][number - 1];
  const cites = [cite('FDC', `520(o)(1)(E)${clause}`), cite(edition, `§IV(${number})`)];
  const rule = ([id, when]: [string, When]): Rule<boolean> => ({
    id: `${edition}/c${number}/${id}`,
    when,
    then: id === 'met',
    cites,
  });
  return { id: `c${number}`, ...words, cites, rules: rows.map(rule) };
}

const c1: Words = {
  label: 'C1',
  test:
    'It does not acquire, process or analyse a medical image, a signal from an in vitro diagnostic device, ' +
    'or a pattern or signal from a signal acquisition system.',
};
const c2: Words = {
  label: 'C2',
  test:
    'It displays, analyses or prints medical information about a patient or other medical information, ' +
    'the relevance of which is well understood and accepted.',
};
const c3: Words = {
  label: 'C3',
  test:
    'It supports or provides recommendations to a health care professional about prevention, diagnosis or treatment, ' +
    'and neither gives one specific output nor replaces or directs judgment.',
};
const c4: Words = {
  label: 'C4',
  test:
    'It enables the professional to review independently the basis of the recommendations, ' +
    'so that they need not rely primarily on them.',
};

const notForProfessionalsOnly: [string, When] = [
  'users-not-professionals-only',
  { users: ['lay-only', 'with-lay', 'without-lay'] },
];
const singleSpecificOutput: [string, When] = ['single-specific-output', { singleSpecificOutput: true }];
const directsJudgment: [string, When] = ['directs-or-replaces-judgment', { directsOrReplacesJudgment: true }];
const timeCritical: [string, When] = ['time-critical', { timeCritical: true }];
const options: When = { users: 'hcp-only', singleSpecificOutput: false, directsOrReplacesJudgment: false };

const firstTwo = (edition: AuthorityId): Table<boolean>[] => [
  criterion(edition, 1, c1, [
    ['image-signal-or-pattern', { analysesImageSignalOrPattern: true }],
    ['met', { analysesImageSignalOrPattern: false }],
  ]),
  criterion(edition, 2, c2, [
    ['image-signal-or-pattern', { analysesImageSignalOrPattern: true }],
    ['relevance-not-well-understood', { inputRelevanceWellUnderstood: false }],
    ['met', { analysesImageSignalOrPattern: false, inputRelevanceWellUnderstood: true }],
  ]),
];

const fourth = (edition: AuthorityId): Table<boolean> =>
  criterion(edition, 4, c4, [
    timeCritical,
    ['basis-not-reviewable', { basisIndependentlyReviewable: false }],
    ['met', { timeCritical: false, basisIndependentlyReviewable: true }],
  ]);

/** The four criteria as the guidance of 2026-01-29 reads them: time weighs under the fourth only. */
export const criteria2026: readonly Table<boolean>[] = [
  ...firstTwo('CDS-2026-01-29'),
  criterion('CDS-2026-01-29', 3, c3, [
    notForProfessionalsOnly,
    singleSpecificOutput,
    directsJudgment,
    ['met', options],
  ]),
  fourth('CDS-2026-01-29'),
];

/** The four criteria as the guidance of 2022-09-28 read them: time weighs under the third and the fourth. */
export const criteria2022: readonly Table<boolean>[] = [
  ...firstTwo('CDS-2022-09-28'),
  criterion('CDS-2022-09-28', 3, c3, [
    notForProfessionalsOnly,
    singleSpecificOutput,
    directsJudgment,
    timeCritical,
    ['met', { ...options, timeCritical: false }],
  ]),
  fourth('CDS-2022-09-28'),
];
