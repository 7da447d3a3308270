import { type Citation } from '../kernel/citation';
import { cdsQuestions } from './cds.questions';
import { imdrfQuestions } from './imdrf.questions';

/**
 * One fact of the vocabulary, as a questionnaire asks it. `values` is the closed list of a choice; `uses` is a list of
 * objects with the facts of `of`. A fact that is not stated is unknown, or taken as said under `whenAbsent`.
 */
export interface Question {
  readonly fact: string;
  readonly kind: 'yes-no' | 'one-of' | 'some-of' | 'text' | 'uses';
  readonly values: readonly string[];
  readonly of?: readonly string[];
  readonly whenAbsent: 'unknown' | 'false' | 'none';
  readonly question: string;
  readonly help: string;
  readonly cites: readonly Citation[];
}

/** The vocabulary of each kind of rule set, in the order in which a questionnaire asks (regulation §8.2). */
export const QUESTIONS: Readonly<Record<'cds' | 'imdrf', readonly Question[]>> = {
  cds: cdsQuestions,
  imdrf: imdrfQuestions,
};
