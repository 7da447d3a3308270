import { Noun, Says } from '../http/says';
import { DECISION_KINDS, type DecisionKind, SUBMISSION_KINDS, type SubmissionKind } from './submission.rules';

@Noun('SubmissionLetter', 'A letter, as a stored file')
export class SubmissionLetterAnswer {
  @Says.digest() sha256: string;
  @Says.text() name: string;
  @Says.text() addedBy: string;
  @Says.instant() addedAt: Date;
  @Says.href() href: string;
}

@Noun('Submission', 'What went to an authority and came back, as the organization records it')
export class SubmissionAnswer {
  @Says.id() id: string;
  @Says.id('The model') modelId: string;
  @Says.oneOf(SUBMISSION_KINDS) kind: SubmissionKind;
  @Says.text() authority: string;
  @Says.mayText('Given by the authority') number: string | null;
  @Says.day() submittedOn: string;
  @Says.mayDay() decidedOn: string | null;
  @Says.oneOf(DECISION_KINDS) decisionKind: DecisionKind;
  @Says.mayText() decision: string | null;
  @Says.mayText() productCode: string | null;
  @Says.mayText() regulationNumber: string | null;
  @Says.instant() createdAt: Date;
  @Says.count(1) revision: number;
  @Says.text('Whose word this is') recordedBy: string;
  @Says.ids('The versions that it covers') versionIds: readonly string[];
  @Says.ids('The functions that it covers') functionIds: readonly string[];
  @Says.list(() => SubmissionLetterAnswer) letters: readonly SubmissionLetterAnswer[];
  @Says.href() href: string;
}
