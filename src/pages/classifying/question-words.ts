import { ruleSets } from '../../classification/classify';
import type { Question } from '../../classification/questions';
import type { Step } from '../../classification/step';
import { outcomeInWords, valueWord } from '../../classification/value-words';
import type { Look } from '../../http/pages/words';

/** The questions of an edition; none of one that is not known. */
export const classificationQuestions = (ruleSet: string): readonly Question[] =>
  ruleSets().find(({ id }) => id === ruleSet)?.questions ?? [];

/** How a test came out: a criterion is met or not, an exclusion applies or not, and what is open stays open. */
export function stepLook({ id, result }: Pick<Step, 'id' | 'result'>): Look {
  if (result === null) return { word: 'Open', look: '', icon: 'circle-dashed' };
  if (id === 'disposition') return { word: outcomeInWords(String(result)), look: 'state-now', icon: 'scale' };
  if (typeof result === 'string') return { word: valueWord(result), look: 'state-now', icon: 'scale' };
  if (/^c\d$/.test(id)) {
    return result
      ? { word: 'Met', look: 'state-ok', icon: 'circle-check' }
      : { word: 'Not met', look: 'state-stop', icon: 'circle-x' };
  }
  return result
    ? { word: 'Applies', look: 'state-now', icon: 'circle-check' }
    : { word: 'Does not apply', look: '', icon: 'circle-x' };
}

/** What a question is called in a narrow place. */
const SHORT: Readonly<Record<string, string>> = {
  function: 'What it does',
  administrativeOnly: 'Administrative only',
  healthyLifestyleOnly: 'Healthy lifestyle only',
  recordsOnly: 'Patient record only',
  displayOnly: 'Transfer and display only',
  medicalPurpose: 'Medical purpose',
  users: 'Users',
  inputKinds: 'Kinds of input',
  samplingPattern: 'Measurements',
  analysesImageSignalOrPattern: 'Image, signal, pattern',
  inputRelevanceWellUnderstood: 'Relevance of inputs',
  outputType: 'Kind of output',
  singleSpecificOutput: 'One specific output',
  singleOutputClinicallyAppropriate: 'One is appropriate',
  directsOrReplacesJudgment: 'Judgment',
  timeCritical: 'Time',
  basisIndependentlyReviewable: 'Basis can be reviewed',
  policyItem: 'Catalogue of discretion',
  significance: 'Significance',
  situation: 'Situation',
  professionalSupport: 'Support of a professional',
  uses: 'Several situations',
};

export const shortOf = (fact: string): string => SHORT[fact] ?? fact;

/** Questions that belong together, in the order in which they are asked. */
const GROUPS: readonly (readonly [heading: string, facts: readonly string[]])[] = [
  ['The function', ['function', 'uses', 'significance', 'situation']],
  [
    'Before the criteria',
    ['administrativeOnly', 'healthyLifestyleOnly', 'recordsOnly', 'displayOnly', 'medicalPurpose'],
  ],
  ['Decision support', []],
  ['Policies', ['policyItem']],
];

export const groupOf = (fact: string, ruleSet: string): string => {
  if (ruleSet.startsWith('IMDRF')) return 'Categorization';
  return GROUPS.find(([, facts]) => facts.includes(fact))?.[0] ?? 'Decision support';
};

/** The criteria of decision support by what they ask. */
const STEPS: Readonly<Record<string, string>> = {
  c1: '1. Input type',
  c2: '2. Medical information',
  c3: '3. Options',
  c4: '4. Basis',
  disposition: 'Disposition',
};

export const stepName = ({ id, label }: Pick<Step, 'id' | 'label'>): string => STEPS[id] ?? label;
