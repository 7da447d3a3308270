import { ApiProperty } from '@nestjs/swagger';
import { Allow, IsObject } from 'class-validator';
import { Choice, ListOf, MayIdOf, MayListOf, MayWords, Words } from '../http/fields';
import type { Json } from '../kernel/digest';
import { type Classification, DECISIONS } from './classification.entity';
import type { ClassificationWithdrawal } from './classification-withdrawal.entity';

export class FactInput {
  @Words(1, 100) fact: string;
  @ApiProperty({
    anyOf: [{ type: 'boolean' }, { type: 'string' }, { type: 'array', items: {} }],
    ...{ nullable: true, required: false, description: 'In the vocabulary of the rule set; null is unknown' },
  })
  @Allow()
  value: Json = null;
  @Words(3, 2000) rationale: string;
  @Words(2, 200) statedBy: string;
  /** What shows it: the codes of evidence, or whatever it is called. */
  @MayWords(500) restsOn?: string | null;
}

export class StepRationaleInput {
  @Words(1, 40) step: string;
  @Words(3, 2000) text: string;
}

export class DissentInput {
  @Words(2, 200) by: string;
  @Words(3, 4000) text: string;
}

/** Facts with their grounds, and what a person makes of the outcome that the rule set gives for them. */
export class DecideClassification {
  @Words(1, 100) ruleSet: string;
  @MayIdOf('The one version that this is for; without it, every version') versionId?: string | null;
  @ListOf(() => FactInput) facts: FactInput[];
  @Choice(DECISIONS) decision: (typeof DECISIONS)[number];
  /** Only with `overridden`: the outcome that holds instead. */
  @MayWords(100) decidedOutcome?: string | null;
  @Words(3, 4000) decisionReason: string;
  @MayListOf(() => StepRationaleInput) criterionRationales: StepRationaleInput[] = [];
  @MayListOf(() => DissentInput) dissent: DissentInput[] = [];
}

/** A question to the engine: nothing of it is stored. */
export class Evaluate {
  @Words(1, 100) ruleSet: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'In the vocabulary of the rule set' })
  @IsObject()
  facts: Record<string, Json>;
}

/** As it is printed and cited: DT-0001. */
export const classificationCode = ({ number }: Pick<Classification, 'number'>): string =>
  `DT-${String(number).padStart(4, '0')}`;

/** A determination, and why it holds no more when it was withdrawn. */
export interface DescribedClassification {
  readonly classification: Classification;
  readonly withdrawal: ClassificationWithdrawal | null;
}

export const presentClassification = ({ classification, withdrawal }: DescribedClassification) => ({
  ...classification,
  code: classificationCode(classification),
  withdrawal: withdrawal && { reason: withdrawal.reason, at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy },
  href: `/api/v1/classifications/${classification.id}`,
});
