import { Noun, Says } from '../http/says';
import { WithdrawalAnswer } from '../http/withdrawal.answer';
import type { Json } from '../kernel/digest';
import {
  type Classification,
  DECISIONS,
  type Dissent,
  type FactStated,
  type StepRationale,
} from './classification.entity';
import { DeterminationAnswer } from './determination.answer';

@Noun('FactStated', 'One fact as a named person stated it')
export class FactStatedAnswer implements FactStated {
  @Says.text() fact: string;
  @Says.freeJson('In the vocabulary of the rule set; null is unknown') value: Json;
  @Says.text() rationale: string;
  @Says.text() statedBy: string;
  @Says.absent(Says.text('What shows it, as the person names it')) restsOn?: string;
}

@Noun('StepRationale', 'Why a step comes out as it does')
export class StepRationaleAnswer implements StepRationale {
  @Says.text() step: string;
  @Says.text() text: string;
}

@Noun('Dissent', 'A differing view, in its own words')
export class DissentAnswer implements Dissent {
  @Says.text() by: string;
  @Says.text() text: string;
}

@Noun('Classification', 'A decision for one function: what the rule set gave, and what a person made of it')
export class ClassificationAnswer {
  @Says.id() id: string;
  @Says.count(1) number: number;
  @Says.like(/^DT-\d{4,}$/, 'As it is printed') code: string;
  @Says.id('The function') functionId: string;
  @Says.mayId('The version; null is every version') versionId: string | null;
  @Says.text() ruleSet: string;
  @Says.list(() => FactStatedAnswer) facts: readonly FactStatedAnswer[];
  @Says.one(() => DeterminationAnswer) result: DeterminationAnswer;
  @Says.oneOf(DECISIONS) decision: Classification['decision'];
  @Says.text('A disposition, or an IMDRF category') decidedOutcome: string;
  @Says.text() decisionReason: string;
  @Says.list(() => StepRationaleAnswer) criterionRationales: readonly StepRationaleAnswer[];
  @Says.list(() => DissentAnswer) dissent: readonly DissentAnswer[];
  @Says.mayId('The classification that this one took the place of') supersedesId: string | null;
  @Says.text() decidedBy: string;
  @Says.instant() decidedAt: Date;
  @Says.mayOne(() => WithdrawalAnswer) withdrawal: WithdrawalAnswer | null;
  @Says.href() href: string;
}
