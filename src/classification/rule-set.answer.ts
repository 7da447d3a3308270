import { Noun, Says } from '../http/says';
import type { RuleSetListing } from './classify';
import { CitationAnswer } from './determination.answer';
import type { WorkedExample } from './examples';
import type { Question } from './questions';

const KINDS = ['cds', 'imdrf'] as const;
const QUESTION_KINDS = ['yes-no', 'one-of', 'some-of', 'text', 'uses'] as const;
const WHEN_ABSENT = ['unknown', 'false', 'none'] as const;

@Noun('Question', 'One fact of the vocabulary, as a questionnaire asks it')
export class QuestionAnswer implements Question {
  @Says.text() fact: string;
  @Says.oneOf(QUESTION_KINDS) kind: Question['kind'];
  @Says.texts('The closed list of a choice') values: readonly string[];
  @Says.absent(Says.texts('The facts of each object of a list')) of?: readonly string[];
  @Says.oneOf(WHEN_ABSENT) whenAbsent: Question['whenAbsent'];
  @Says.text() question: string;
  @Says.text() help: string;
  @Says.list(() => CitationAnswer) cites: readonly CitationAnswer[];
}

@Noun('WorkedExample', 'How a published paper answers a question for some function, summarized')
export class WorkedExampleAnswer implements WorkedExample {
  @Says.text() fact: string;
  @Says.text('In words') answer: string;
  @Says.text() text: string;
  @Says.list(() => CitationAnswer) cites: readonly CitationAnswer[];
}

@Noun('RuleSet', 'A published rule set: its edition, its days, its citations and its questions')
export class RuleSetAnswer implements RuleSetListing {
  @Says.oneOf(KINDS) kind: RuleSetListing['kind'];
  @Says.text() id: string;
  @Says.text() title: string;
  @Says.text() edition: string;
  @Says.day() effectiveOn: string;
  @Says.absent(Says.day()) supersededOn?: string;
  @Says.list(() => CitationAnswer) citations: readonly CitationAnswer[];
  @Says.list(() => QuestionAnswer) questions: readonly QuestionAnswer[];
  @Says.list(() => WorkedExampleAnswer) examples: readonly WorkedExampleAnswer[];
}
