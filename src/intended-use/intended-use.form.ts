import { type FieldWords, formOf } from '../http/pages/forms/form';
import { MAY_BECAUSE } from '../http/pages/forms/reason';
import { AddFunction, StateIntendedUse } from './intended-use.dto';

export const ADD_FUNCTION = formOf({
  ...{ name: 'function', input: AddFunction, act: 'Add the function' },
  parts: [
    {
      fields: {
        name: { label: 'Name', hint: 'One distinct purpose, such as “Summary of a chart”.' },
        purpose: {
          label: 'Purpose',
          hint: 'Each function is classified on its own, so one purpose is one function.',
          cites: [{ text: 'FDA-2017-D-6294' }],
          rows: 4,
        },
        ...MAY_BECAUSE,
      },
    },
  ],
});

const long = (label: string, hint: string, rows = 2): FieldWords => ({ label, hint, rows });

export const STATE_INTENDED_USE = formOf({
  ...{ name: 'intended-use', input: StateIntendedUse, act: 'State the intended use' },
  parts: [
    {
      heading: 'The statement',
      fields: {
        statement: {
          label: 'Intended use',
          hint: 'The one or two sentences that stand in the labeling.',
          cites: [
            { text: '21 CFR 801.4', href: 'https://www.ecfr.gov/current/title-21/section-801.4' },
            { text: 'IMDRF N12 5.1' },
          ],
          rows: 4,
        },
        medicalPurpose: long(
          'Medical purpose',
          'To treat, to diagnose, to inform…; “None: …” and why, where there is none.',
        ),
        condition: long('Disease or condition', 'And how grave it is.'),
      },
    },
    {
      heading: 'Who and where',
      fields: {
        population: long('Patients', 'Age, sex, setting; who is left out is said below.'),
        users: long('Users', 'Their profession and what they must know.'),
        environment: long('Where it is used', 'Clinic, ward, home; and in which system.'),
      },
    },
    {
      heading: 'In the work',
      fields: {
        inputs: long('What it takes in', 'Every kind of data, and whether images or signals are among it.', 3),
        outputs: long('What it gives out', 'Its form, and whether it is one answer or several.', 3),
        workflowRole: long(
          'Role of the output in the decision',
          'Informs, drives, treats or diagnoses; what else the user sees.',
        ),
        autonomy: long('What happens without a person', 'And what a person does before it counts.'),
      },
    },
    {
      heading: 'What it is not for',
      fields: {
        exclusions: long('Exclusions', 'Uses, patients and situations for which it is not meant.', 3),
        contraindications: long('Contraindications', 'Where using it would do more harm than good.', 3),
      },
    },
    { heading: 'Why it is stated anew', fields: MAY_BECAUSE },
  ],
});
