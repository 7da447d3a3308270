import type { Look } from '../../http/pages/words';
import type { Submission } from '../../submissions/submission.entity';
import type { DecisionKind, SubmissionKind } from '../../submissions/submission.rules';

const KINDS: Readonly<Record<SubmissionKind, string>> = {
  '510k': '510(k)',
  'de-novo': 'De Novo request',
  pma: 'PMA',
  'q-sub': 'Q-Submission',
  '513g': '513(g) request',
  pccp: 'Change control plan',
  hde: 'HDE',
  other: 'Other submission',
};

/** Neutral words: what the letter is, not what anybody should think of the product. */
const ANSWERS: Readonly<Record<DecisionKind, Look>> = {
  pending: { word: 'Pending', look: 'state-now', icon: 'clock' },
  'substantially-equivalent': { word: 'Letter: substantially equivalent', look: '', icon: 'note' },
  'not-substantially-equivalent': { word: 'Letter: not substantially equivalent', look: '', icon: 'note' },
  granted: { word: 'Letter: request granted', look: '', icon: 'note' },
  'approved-by-authority-letter': { word: 'Letter: approval order', look: '', icon: 'note' },
  'feedback-received': { word: 'Feedback received', look: '', icon: 'note' },
  withdrawn: { word: 'Withdrawn', look: '', icon: 'circle-x' },
};

export const answerInWords = ({ decisionKind }: Pick<Submission, 'decisionKind'>): Look => ANSWERS[decisionKind];

/** `510(k) K000001`, or what is known of it. */
export const submissionInWords = ({ kind, number }: Pick<Submission, 'kind' | 'number'>): string =>
  `${KINDS[kind]}${number === null ? ', no number yet' : ` ${number}`}`;
