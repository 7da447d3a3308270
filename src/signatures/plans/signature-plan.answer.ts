import type { Role } from '../../access/policy/roles';
import { Noun, Says } from '../../http/says';
import { PROCESSES, type Process, type Step } from '../process/steps.rules';
import { SIGNING_ROLES, STEP_MEANINGS } from './signature-plan.dto';

@Noun('SignatureStep', 'So many sign with this meaning, each in this role')
export class SignatureStepAnswer {
  @Says.count(1) step: number;
  @Says.oneOf(STEP_MEANINGS) meaning: Step['meaning'];
  @Says.oneOf(SIGNING_ROLES) role: Role;
  @Says.count(1) minimum: number;
}

@Noun('SignaturePlan', 'By which steps a kind of record is signed')
export class SignaturePlanAnswer {
  @Says.oneOf(PROCESSES) process: Process;
  @Says.list(() => SignatureStepAnswer) steps: readonly SignatureStepAnswer[];
  /** 0 where the steps are the house's own. */
  @Says.count() edition: number;
  @Says.mayText() statedBy: string | null;
  @Says.mayInstant() statedAt: Date | null;
  @Says.mayText() reason: string | null;
}

@Noun('SignaturePlans', 'By which steps every kind of record is signed')
export class SignaturePlansAnswer {
  @Says.list(() => SignaturePlanAnswer) items: readonly SignaturePlanAnswer[];
}
