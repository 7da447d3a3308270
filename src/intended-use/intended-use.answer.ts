import { Noun, Says } from '../http/says';
import { WithdrawalAnswer } from '../http/withdrawal.answer';

@Noun('SoftwareFunction', 'One purpose of a model: the unit that is classified')
export class SoftwareFunctionAnswer {
  @Says.id() id: string;
  @Says.id('The model') modelId: string;
  @Says.count(1) ordinal: number;
  @Says.like(/^FN-[1-9]\d*$/, 'As it is printed') code: string;
  @Says.text() name: string;
  @Says.text() purpose: string;
  @Says.instant() createdAt: Date;
  @Says.href() href: string;
}

@Noun('IntendedUse', 'One revision of what a function is for')
export class IntendedUseAnswer {
  @Says.id() id: string;
  @Says.id('The function') functionId: string;
  @Says.count(1) revision: number;
  @Says.text() statement: string;
  @Says.text() medicalPurpose: string;
  @Says.text() condition: string;
  @Says.text() population: string;
  @Says.text() users: string;
  @Says.text() environment: string;
  @Says.text() inputs: string;
  @Says.text() outputs: string;
  @Says.text() workflowRole: string;
  @Says.text() autonomy: string;
  @Says.text() exclusions: string;
  @Says.mayText() contraindications: string | null;
  @Says.text() statedBy: string;
  @Says.instant() statedAt: Date;
  @Says.mayOne(() => WithdrawalAnswer) withdrawal: WithdrawalAnswer | null;
}
