import type { FieldError } from '../kernel/refusal';

/** By what way something goes to an authority (FD&C 510(k), 513(f)(2), 513(g), 515, 515C, 520(m)). */
export const SUBMISSION_KINDS = ['510k', 'de-novo', 'pma', 'q-sub', '513g', 'pccp', 'hde', 'other'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

/** What came back, in neutral words: the organization records it from a letter, and says nothing for the authority. */
export const DECISION_KINDS = [
  'pending',
  'substantially-equivalent',
  'not-substantially-equivalent',
  'granted',
  'approved-by-authority-letter',
  'feedback-received',
  'withdrawn',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What can come back on each way (21 CFR 807.100, 860.260, 814.44; Q-Sub guidance); `null` is any of them. */
const ANSWERS: Readonly<Record<SubmissionKind, readonly DecisionKind[] | null>> = {
  '510k': ['substantially-equivalent', 'not-substantially-equivalent'],
  'de-novo': ['granted'],
  pma: ['approved-by-authority-letter'],
  hde: ['approved-by-authority-letter'],
  'q-sub': ['feedback-received'],
  '513g': ['feedback-received'],
  pccp: null,
  other: null,
};
const ALWAYS: readonly DecisionKind[] = ['pending', 'withdrawn'];

export interface Course {
  readonly kind: SubmissionKind;
  readonly submittedOn: string;
  readonly decidedOn: string | null;
  readonly decisionKind: DecisionKind;
  readonly decision: string | null;
}

/** In which ways the fields of a submission contradict each other, each at the field that is mended. */
export function contradictionsIn({ kind, submittedOn, decidedOn, decisionKind, decision }: Course): FieldError[] {
  const isPending = decisionKind === 'pending';
  const answers = ANSWERS[kind];
  const isStrange = answers !== null && !ALWAYS.includes(decisionKind) && !answers.includes(decisionKind);
  const found: readonly (readonly [boolean, string, string])[] = [
    [decidedOn !== null && decidedOn < submittedOn, '/decidedOn', `is before ${submittedOn}, the day of submission`],
    [isPending && decidedOn !== null, '/decidedOn', 'is only for what has come back; this is pending'],
    [!isPending && decidedOn === null, '/decidedOn', `is needed beside “${decisionKind}”`],
    [isPending && decision !== null, '/decision', 'is only for what has come back; this is pending'],
    [
      isStrange,
      '/decisionKind',
      `does not come back on ${kind}: it can be ${[...(answers ?? []), ...ALWAYS].join(', ')}`,
    ],
  ];
  return found.flatMap(([isSo, pointer, detail]) => (isSo ? [{ pointer, detail }] : []));
}
