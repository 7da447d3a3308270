import { IdOf, Pattern } from '../../http/fields';

const NAME = /^[A-Za-z0-9-]{1,60}$/;

/** By which edition a function is classified. */
export class ClassificationPlace {
  @IdOf('Of the function') id: string;
  @Pattern(NAME, 'must be the name of an edition') ruleSet: string;
}

/** Which question is answered. */
export class QuestionPlace extends ClassificationPlace {
  @Pattern(NAME, 'must be the name of a fact') fact: string;
}
