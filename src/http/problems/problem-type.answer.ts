import { PROBLEM_TYPES } from '../problem.answer';
import { Noun, Says } from '../says';

@Noun('ProblemType', 'One type of problem: what it means, and what to do')
export class ProblemTypeAnswer {
  @Says.oneOf(PROBLEM_TYPES) type: string;
  @Says.count(400) status: number;
  @Says.text() title: string;
  @Says.text() means: string;
  @Says.text() remedy: string;
}

@Noun('ProblemTypes', 'Every type of problem there is')
export class ProblemTypesAnswer {
  @Says.list(() => ProblemTypeAnswer) items: readonly ProblemTypeAnswer[];
}
