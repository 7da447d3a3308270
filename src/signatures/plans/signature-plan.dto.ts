import { ROLES, type Role } from '../../access/policy/roles';
import { Choice, ListOf, Whole, Words } from '../../http/fields';
import { MEANINGS, PROCESSES, type Process, type Step } from '../process/steps.rules';
import type { PlanInForce } from './signature-plans.service';

/** In what a person signs; an administrator signs nothing, and an auditor neither. */
export const SIGNING_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'administrator' && role !== 'auditor');
export const STEP_MEANINGS = MEANINGS.filter((one): one is Step['meaning'] => one !== 'rejection');

export class PlannedStep {
  @Whole(1, 20) step: number;
  @Choice(STEP_MEANINGS) meaning: Step['meaning'];
  @Choice(SIGNING_ROLES) role: Role;
  /** How many must sign. */
  @Whole(1, 9) minimum: number;
}

export class StatePlan {
  @Choice(PROCESSES) process: Process;
  @ListOf(() => PlannedStep, 20) steps: PlannedStep[];
  @Words(1, 500) reason: string;
}

export const presentPlan = ({ process, steps, plan }: PlanInForce) => ({
  ...{ process, steps, edition: plan?.edition ?? 0, statedBy: plan?.statedBy ?? null },
  ...{ statedAt: plan?.statedAt ?? null, reason: plan?.reason ?? null },
});
