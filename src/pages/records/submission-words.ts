import type { Look } from '../../http/pages/words';
import type { Submission } from '../../submissions/submission.entity';
import { DECISION_WORDS, KIND_WORDS } from '../../submissions/submission-words';
import type { DecisionKind } from '../../submissions/submission.rules';

/** A letter looks like any other: what it says is not for us to colour. */
const LETTER = { look: '', icon: 'note' } as const;
const LOOKS: Readonly<Partial<Record<DecisionKind, Pick<Look, 'look' | 'icon'>>>> = {
  pending: { look: 'state-now', icon: 'clock' },
  withdrawn: { look: '', icon: 'circle-x' },
};

export const answerInWords = ({ decisionKind }: Pick<Submission, 'decisionKind'>): Look => ({
  word: DECISION_WORDS[decisionKind],
  ...(LOOKS[decisionKind] ?? LETTER),
});

/** `510(k) K000001`, or what is known of it. */
export const submissionInWords = ({ kind, number }: Pick<Submission, 'kind' | 'number'>): string =>
  `${KIND_WORDS[kind]}${number === null ? ', no number yet' : ` ${number}`}`;
