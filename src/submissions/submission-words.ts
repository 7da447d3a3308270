import type { DecisionKind, SubmissionKind } from './submission.rules';

/** How each way to an authority is called, short enough to stand before its number. */
export const KIND_WORDS: Readonly<Record<SubmissionKind, string>> = {
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
export const DECISION_WORDS: Readonly<Record<DecisionKind, string>> = {
  pending: 'Pending',
  'substantially-equivalent': 'Letter: substantially equivalent',
  'not-substantially-equivalent': 'Letter: not substantially equivalent',
  granted: 'Letter: request granted',
  'approved-by-authority-letter': 'Letter: approval order',
  'feedback-received': 'Feedback received',
  withdrawn: 'Withdrawn',
};
