import { REFUSALS } from '../kernel/refusal';
import { Noun, Says } from './says';

/** The types of problem that there are, as `type` gives them. */
export const PROBLEM_TYPES = Object.keys(REFUSALS).map((type) => `/problems/${type}`);

@Noun('ProblemField', 'What is wrong at one place')
export class ProblemField {
  @Says.text('JSON pointer (RFC 6901) into what was sent') pointer: string;
  @Says.text() detail: string;
}

@Noun('ProblemDetails', 'Problem details (RFC 9457), as every error is answered')
export class ProblemDetails {
  @Says.oneOf(PROBLEM_TYPES) type: string;
  @Says.text() title: string;
  @Says.count(400) status: number;
  @Says.text('What was wrong, and what to do') detail: string;
  @Says.text('The address that was asked') instance: string;
  @Says.absent(Says.list(() => ProblemField)) errors?: readonly ProblemField[];
}
