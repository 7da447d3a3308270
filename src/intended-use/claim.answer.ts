import { Noun, Says } from '../http/says';
import { WithdrawalAnswer } from '../http/withdrawal.answer';
import { type Comparator, COMPARATORS } from './claim.entity';

const STATES: readonly string[] = ['current', 'withdrawn'];

@Noun('ClaimRevision', 'What a claim said, with its acceptance criterion')
export class ClaimRevisionAnswer {
  @Says.count(1) revision: number;
  @Says.text() statement: string;
  @Says.text() metric: string;
  @Says.oneOf(COMPARATORS) comparator: Comparator;
  @Says.text('A decimal number in the digits in which it was fixed') threshold: string;
  @Says.mayText() unit: string | null;
  @Says.text() population: string;
  @Says.mayText() task: string | null;
  @Says.mayText() subgroup: string | null;
  @Says.count(1) minimumN: number;
  @Says.text() statedBy: string;
  @Says.instant() statedAt: Date;
}

@Noun('Claim', 'A claim as it reads now, with all that it said before')
export class ClaimAnswer extends ClaimRevisionAnswer {
  @Says.id() id: string;
  @Says.like(/^CL-\d{4,}$/, 'As it is printed') code: string;
  @Says.id('The function') functionId: string;
  @Says.oneOf(STATES) state: string;
  @Says.list(() => ClaimRevisionAnswer) revisions: readonly ClaimRevisionAnswer[];
  @Says.mayOne(() => WithdrawalAnswer) withdrawal: WithdrawalAnswer | null;
  @Says.href() href: string;
}
