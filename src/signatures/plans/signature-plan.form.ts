import { formOf } from '../../http/pages/forms/form';
import { StatePlan } from './signature-plan.dto';

export const STATE_PLAN = formOf({
  ...{ name: 'signature-plan', input: StatePlan, act: 'State the plan' },
  parts: [
    {
      fields: {
        process: { label: 'What is signed' },
        steps: {
          label: 'Steps',
          hint: 'Numbered 1, 2, … without gaps. Those of one number are signed in any order; a step is open when all before it are complete. Never less than the house asks for.',
          row: 'Step',
          fields: {
            step: { label: 'Number' },
            meaning: { label: 'Meaning' },
            role: { label: 'Role' },
            minimum: { label: 'How many sign' },
          },
        },
        reason: { label: 'Reason', rows: 2, hint: 'It stands in the audit trail, and on the page of the plans.' },
      },
    },
  ],
});
