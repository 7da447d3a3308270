import { MayBecause } from '../http/because.dto';
import { MayWords, Words } from '../http/fields';
import type { IntendedUse } from './intended-use.entity';
import type { IntendedUseWithdrawal } from './intended-use-withdrawal.entity';
import type { SoftwareFunction } from './software-function.entity';

export class AddFunction extends MayBecause {
  @Words(2, 120) name: string;
  @Words(3, 2000) purpose: string;
}

/** Every field of the statement; what does not apply says so in words ("None: …"). */
export class StateIntendedUse extends MayBecause {
  @Words(10, 2000) statement: string;
  @Words(3, 1000) medicalPurpose: string;
  @Words(3, 1000) condition: string;
  @Words(3, 1000) population: string;
  @Words(3, 1000) users: string;
  @Words(3, 1000) environment: string;
  @Words(3, 2000) inputs: string;
  @Words(3, 2000) outputs: string;
  @Words(3, 1000) workflowRole: string;
  @Words(3, 1000) autonomy: string;
  @Words(3, 2000) exclusions: string;
  @MayWords(2000) contraindications?: string | null;
}

export const functionCode = ({ ordinal }: Pick<SoftwareFunction, 'ordinal'>): string => `FN-${ordinal}`;

/** `IU-1.4`: of function 1, revision 4. */
export const intendedUseCode = (
  { ordinal }: Pick<SoftwareFunction, 'ordinal'>,
  { revision }: Pick<IntendedUse, 'revision'>,
): string => `IU-${ordinal}.${revision}`;

export const presentFunction = (one: SoftwareFunction) => ({
  ...one,
  code: functionCode(one),
  href: `/api/v1/functions/${one.id}`,
});

/** A revision, and why it holds no more when it was withdrawn. */
export interface DescribedIntendedUse {
  readonly intendedUse: IntendedUse;
  readonly withdrawal: IntendedUseWithdrawal | null;
}

export const presentIntendedUse = ({ intendedUse, withdrawal }: DescribedIntendedUse) => ({
  ...intendedUse,
  withdrawal: withdrawal && { reason: withdrawal.reason, at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy },
});
