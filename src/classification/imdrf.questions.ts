import { cite } from '../kernel/citation';
import { functionQuestion, usersQuestion } from './cds.questions';
import { SIGNIFICANCES, SITUATIONS } from './facts';
import { type Question } from './questions';

const significance: Question = {
  fact: 'significance',
  kind: 'one-of',
  values: SIGNIFICANCES,
  whenAbsent: 'unknown',
  question: 'How much does the information weigh in the decision?',
  help: 'It treats or diagnoses at once, it drives the next step of management, or it informs without immediate action.',
  cites: [cite('N12', '§5.1')],
};
const situation: Question = {
  fact: 'situation',
  kind: 'one-of',
  values: SITUATIONS,
  whenAbsent: 'unknown',
  question: 'What is the state of the healthcare situation or condition?',
  help: 'Critical where death or long-term disability is at stake; serious where it is curable and not time critical.',
  cites: [cite('N12', '§5.2')],
};
const professionalSupport: Question = {
  fact: 'professionalSupport',
  kind: 'yes-no',
  values: [],
  whenAbsent: 'unknown',
  question: 'Does a lay user have the support of a professional?',
  help: 'Without it, a serious situation counts as critical.',
  cites: [cite('N12', '§5.2.2')],
};
const users: Question = { ...usersQuestion, cites: [cite('N12', '§5.2')] };

/** The facts of a categorization. What one of several `uses` does not state, it takes from the function. */
export const imdrfQuestions: readonly Question[] = [
  functionQuestion,
  significance,
  situation,
  users,
  professionalSupport,
  {
    fact: 'uses',
    kind: 'uses',
    values: [],
    of: ['significance', 'situation', 'users', 'professionalSupport'],
    whenAbsent: 'none',
    question: 'Is it used in several situations?',
    help: 'State each use by itself; the highest category wins.',
    cites: [cite('N12', '§7.1')],
  },
];
