import type { Looking } from '../../access/by';
import { whoMay } from '../../access/policy/reading.rules';
import { settingsTabs } from '../../http/pages/settings-tabs';
import { printedInstant, worded } from '../../http/pages/words';
import { BASELINE } from '../process/steps.rules';
import type { PlanInForce } from './signature-plans.service';

const isLeast = ({ process, steps }: PlanInForce): boolean =>
  JSON.stringify(steps) === JSON.stringify(BASELINE[process]);

/** By which steps what is signed. */
export const presentPlansPage = ({ allows }: Looking, plans: readonly PlanInForce[]) => ({
  ...{ tabs: settingsTabs(true), canState: allows('signature-plan:state'), whoStates: whoMay('signature-plan:state') },
  plans: plans.map((one) => ({
    ...{ process: one.process, name: worded(one.process), edition: one.plan?.edition ?? 0, isLeast: isLeast(one) },
    ...{
      by: one.plan?.statedBy ?? null,
      at: one.plan && printedInstant(one.plan.statedAt),
      reason: one.plan?.reason ?? null,
    },
    steps: one.steps.map(({ step, meaning, role, minimum }) => ({
      ...{ step, meaning: worded(meaning), role: worded(role), minimum },
    })),
  })),
});
