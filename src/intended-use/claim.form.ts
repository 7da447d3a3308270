import { type FieldWords, type FormPart, formOf } from '../http/pages/forms/form';
import { BECAUSE, MAY_BECAUSE } from '../http/pages/forms/reason';
import { ReviseClaim, StateClaim } from './claim.dto';

const STATEMENT: FieldWords = {
  label: 'Claim',
  hint: 'One sentence of performance behind which the owner stands.',
  rows: 3,
};

const CRITERION: FormPart = {
  heading: 'Acceptance criterion',
  hint: 'Fixed before the run that is to show it',
  fields: {
    metric: { label: 'Metric', hint: 'As the results file names it: acc, sensitivity, auroc.' },
    comparator: {
      label: 'Good is',
      options: { '>=': 'at least the threshold', '>': 'above it', '<=': 'at most the threshold', '<': 'below it' },
    },
    threshold: { label: 'Threshold', hint: 'A decimal number in the digits in which it was fixed, such as 0.850.' },
    unit: { label: 'Unit', hint: 'None where the metric has none; % where it is a percentage.' },
    minimumN: {
      label: 'Smallest n',
      hint: 'How many cases must be scored at least; a result on fewer shows nothing.',
      unit: 'cases',
    },
  },
};

const WHERE: FormPart = {
  heading: 'On whom and on what',
  fields: {
    population: { label: 'Population', hint: 'For whom it holds.', rows: 2 },
    task: { label: 'Test set', hint: 'As the results file names the task; left out, it is every one that was run.' },
    subgroup: { label: 'Subgroup', hint: 'As sex=female or age=75-plus; left out, it is the whole set.' },
  },
};

export const STATE_CLAIM = formOf({
  ...{ name: 'claim', input: StateClaim, act: 'State the claim' },
  parts: [{ fields: { statement: STATEMENT } }, CRITERION, WHERE, { fields: MAY_BECAUSE }],
});

export const REVISE_CLAIM = formOf({
  ...{ name: 'claim-revision', input: ReviseClaim, act: 'Record the new revision' },
  parts: [{ fields: { statement: STATEMENT } }, CRITERION, WHERE, BECAUSE],
});
