import { type FieldWords, formOf } from '../http/pages/forms/form';
import { BECAUSE, MAY_BECAUSE } from '../http/pages/forms/reason';
import { AddParty, RegisterModel, ReviseModel } from './model.dto';

const FIELDS: Readonly<Record<string, FieldWords>> = {
  name: { label: 'Name', hint: 'As its users know it, without the version.' },
  description: {
    label: 'What it is',
    hint: 'What it takes in and gives out, who made it and on what it was trained, in words for a reader who never saw it.',
    rows: 5,
  },
};

export const REGISTER_MODEL = formOf({
  ...{ name: 'model', input: RegisterModel, act: 'Register the model' },
  parts: [
    {
      fields: {
        kind: {
          label: 'Whose it is',
          options: { own: 'Our own: we answer for it', 'third-party': 'Of somebody else: we use it' },
        },
        ...FIELDS,
        illustrative: {
          label: 'It is made up, to show the form',
          hint: 'Every page and every dossier about it says so. It cannot be taken back.',
        },
        ...MAY_BECAUSE,
      },
    },
  ],
});

export const REVISE_MODEL = formOf({
  ...{ name: 'model-revision', input: ReviseModel, act: 'Record the new revision' },
  parts: [{ fields: FIELDS }, BECAUSE],
});

export const ADD_PARTY = formOf({
  ...{ name: 'party', input: AddParty, act: 'Name the organization' },
  parts: [
    {
      fields: {
        organizationId: { label: 'Organization' },
        role: {
          label: 'Role',
          hint: 'For what it answers. One organization can have several roles, each named on its own.',
          cites: [{ text: 'ISO 13485 4.1.5' }],
        },
        note: { label: 'Note', hint: 'The contract and its clause, for example.', rows: 2 },
        ...MAY_BECAUSE,
      },
    },
  ],
});
