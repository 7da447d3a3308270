import { Noun, Says } from './says';

@Noun('Withdrawal', 'Why something holds no more, since when, and who said so')
export class WithdrawalAnswer {
  @Says.text() reason: string;
  @Says.instant() at: Date;
  @Says.text() by: string;
}
