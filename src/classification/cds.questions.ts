import { cite, type Citation } from '../kernel/citation';
import { INPUT_KINDS, OUTPUT_TYPES, SAMPLING_PATTERNS, USERS } from './facts';
import { type Question } from './questions';
import { POLICY_ITEMS } from './rule-sets/policy-catalogue';

type Words = readonly [fact: string, question: string, help: string, ...cites: Citation[]];

const yesNo = ([fact, question, help, ...cites]: Words, whenAbsent: Question['whenAbsent'] = 'unknown'): Question => ({
  fact,
  kind: 'yes-no',
  values: [],
  whenAbsent,
  question,
  help,
  cites,
});
const choice = (kind: 'one-of' | 'some-of', values: readonly string[], words: Words): Question => ({
  ...yesNo(words),
  kind,
  values,
});
const exclusion = (...words: Words): Question => yesNo(words, 'false');

/** The function in words, and the two facts that every rule set knows by the same name. */
export const functionQuestion: Question = {
  ...yesNo([
    'function',
    'What does the function do?',
    'One purpose of the software in a sentence.',
    cite('N12', '§7.1'),
  ]),
  kind: 'text',
};
export const usersQuestion = choice('some-of', USERS, [
  'users',
  'Who uses the output?',
  'Whoever acts on it. A draft that a professional reviews and sends has the professional as its user.',
  cite('FDC', '520(o)(1)(E)(ii)'),
]);

const excluding: readonly Question[] = [
  exclusion(
    'administrativeOnly',
    'Is it only administrative support of a health care facility?',
    'Billing, scheduling, claims, business analytics; nothing about the diagnosis or treatment of a patient.',
    cite('FDC', '520(o)(1)(A)'),
  ),
  exclusion(
    'healthyLifestyleOnly',
    'Does it only encourage a healthy lifestyle, unrelated to any disease?',
    'A reference to a disease or condition makes the answer no.',
    cite('FDC', '520(o)(1)(B)'),
  ),
  exclusion(
    'recordsOnly',
    'Is it only an electronic patient record, the equivalent of a paper chart?',
    'Kept by professionals, in certified health IT, and without interpretation. A summary that interprets is tested under E.',
    cite('FDC', '520(o)(1)(C)'),
  ),
  exclusion(
    'displayOnly',
    'Does it only transfer, store, convert or display test or device data?',
    'It neither interprets nor analyses the data, results or findings.',
    cite('FDC', '520(o)(1)(D)'),
  ),
  yesNo([
    'medicalPurpose',
    'Does it have a medical purpose?',
    'Diagnosis, cure, mitigation, treatment or prevention, by what the maker says and how it is designed.',
    cite('FDC', '201(h)(1)'),
    cite('CFR-21', '801.4'),
  ]),
];

const inputs: readonly Question[] = [
  choice('some-of', INPUT_KINDS, [
    'inputKinds',
    'What does it take in?',
    'Every kind of input; a written report about an image is not the image.',
    cite('CDS-2026-01-29', '§IV(2)'),
  ]),
  choice('one-of', SAMPLING_PATTERNS, [
    'samplingPattern',
    'How are its measurements taken?',
    'Vital signs at an encounter are discrete and by themselves no pattern.',
    cite('CDS-2026-01-29', '§IV(1)'),
  ]),
  yesNo([
    'analysesImageSignalOrPattern',
    'Does it acquire, process or analyse an image, a signal or a pattern?',
    'Images, waveforms, continuous glucose, sequences, voice, or repeated measurements of a signal acquisition system.',
    cite('FDC', '520(o)(1)(E)'),
    cite('CDS-2026-01-29', '§IV(1)'),
  ]),
  yesNo([
    'inputRelevanceWellUnderstood',
    'Is the relevance of every input well understood and accepted?',
    'Well-understood and accepted sources support it, and it can be understood in context.',
    cite('FDC', '520(o)(1)(E)(i)'),
    cite('CDS-2026-01-29', '§IV(2)'),
  ]),
];

const outputs: readonly Question[] = [
  choice('one-of', OUTPUT_TYPES, [
    'outputType',
    'What does it give out?',
    'The form in which the user meets the output.',
    cite('CDS-2026-01-29', '§IV(3)'),
  ]),
  yesNo([
    'singleSpecificOutput',
    'Does it give one specific output instead of options?',
    'One diagnosis, one treatment, one score or probability.',
    cite('FDC', '520(o)(1)(E)(ii)'),
    cite('CDS-2026-01-29', '§IV(3)'),
  ]),
  yesNo([
    'singleOutputClinicallyAppropriate',
    'If it gives one output, is only one clinically appropriate?',
    'Leave it open where the function gives options.',
    cite('CDS-2026-01-29', '§IV(3)'),
  ]),
  yesNo([
    'directsOrReplacesJudgment',
    'Is it meant to replace or direct the judgment of its user?',
    'A directive, an alarm, a definitive diagnosis or a treatment plan does.',
    cite('FDC', '520(o)(1)(E)(ii)'),
    cite('CDS-2026-01-29', '§IV(3)'),
  ]),
  yesNo([
    'timeCritical',
    'Does it serve a time-critical decision?',
    'There is not time enough to review the basis. An acute care setting alone does not decide.',
    cite('CDS-2026-01-29', '§IV(4)'),
  ]),
  yesNo([
    'basisIndependentlyReviewable',
    'Can the professional review the basis independently?',
    'Purpose, inputs, method, data, validation, what is known of this patient, and sources are shown in plain language.',
    cite('FDC', '520(o)(1)(E)(iii)'),
    cite('CDS-2026-01-29', '§IV(4)'),
  ]),
];

const policy: Question = {
  ...choice(
    'one-of',
    POLICY_ITEMS.map(({ id }) => id),
    [
      'policyItem',
      'Does it match an entry of an enforcement discretion catalogue?',
      'The entry must fit its users, and the function must suggest no specific treatment.',
      cite('DSF-2022-09-28', 'App. B'),
    ],
  ),
  whenAbsent: 'none',
};

/** The facts of a determination of device status. */
export const cdsQuestions: readonly Question[] = [
  functionQuestion,
  ...excluding,
  usersQuestion,
  ...inputs,
  ...outputs,
  policy,
];
