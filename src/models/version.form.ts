import { type FieldWords, formOf } from '../http/pages/forms/form';
import { BECAUSE, MAY_BECAUSE } from '../http/pages/forms/reason';
import { RegisterVersion, ReviseVersion, TransitionVersion } from './model-version.dto';

const BASES = {
  'safe-harbor': 'Safe harbor: the eighteen identifiers are removed, 45 CFR 164.514(b)(2)',
  'expert-determination': 'Expert determination, 45 CFR 164.514(b)(1)',
  'limited-data-set': 'Limited data set under an agreement, 45 CFR 164.514(e)',
  public: 'Published text or data',
  'not-personal': 'Holds no data about persons',
};

const WHAT: Readonly<Record<string, FieldWords>> = {
  changeSummary: {
    label: 'What is new in it',
    hint: 'Against the version that it came from; for a first one, what it is.',
    cites: [{ text: 'ISO 13485 7.3.9' }],
    rows: 5,
  },
};

const MADE_OF: Readonly<Record<string, FieldWords>> = {
  artifacts: {
    label: 'What it is made of',
    hint: 'Every file that decides how it answers, so that nobody can take another version for this one.',
    row: 'Artifact',
    fields: {
      kind: { label: 'Kind' },
      name: { label: 'Name', hint: 'As it is stored or deployed.' },
      sha256: { label: 'SHA-256', hint: 'The 64 hexadecimal digits that sha256sum prints.' },
    },
  },
};

const CAME_FROM: Readonly<Record<string, FieldWords>> = {
  baseModel: {
    label: 'Base model',
    hint: 'The model of somebody else that this one was made from. All three lines, or none.',
    cites: [{ text: 'ISO 13485 7.4' }],
    fields: {
      name: { label: 'Name' },
      revision: { label: 'Revision', hint: 'As its supplier names it.' },
      supplier: { label: 'Supplier' },
    },
  },
  trainingData: {
    label: 'Training data',
    row: 'Data set',
    fields: {
      name: { label: 'Name' },
      description: { label: 'What it holds', hint: 'Records, years, and how they were chosen.', rows: 3 },
      basis: { label: 'How it came to be free of identity', options: BASES },
      sites: { label: 'Sites', hint: 'One on each line.', rows: 3 },
    },
  },
  supplierStatement: {
    label: 'What the supplier states',
    hint: 'For a model of somebody else: what its supplier says of it and what the organization checked.',
    rows: 4,
  },
};

const LABEL: FieldWords = { label: 'Label', hint: 'As people call it, with the name of the model.' };

export const REGISTER_VERSION = formOf({
  ...{ name: 'version', input: RegisterVersion, act: 'Register the version' },
  parts: [
    {
      heading: 'Which version',
      fields: {
        label: LABEL,
        semanticVersion: { label: 'Semantic version', hint: 'As 2.1.0 or 2.1.0-rc.1. It is never used again.' },
        parentVersionId: { label: 'Version that it came from' },
        ...WHAT,
      },
    },
    { heading: 'Identity', fields: MADE_OF },
    { heading: 'Where it came from', fields: CAME_FROM },
    { heading: 'Why it is registered', fields: MAY_BECAUSE },
  ],
});

export const REVISE_VERSION = formOf({
  ...{ name: 'version-revision', input: ReviseVersion, act: 'Record the new revision' },
  parts: [
    { heading: 'Which version', fields: { label: LABEL, ...WHAT } },
    { heading: 'Identity', fields: MADE_OF },
    { heading: 'Where it came from', fields: CAME_FROM },
    BECAUSE,
  ],
});

export const TRANSITION_VERSION = formOf({
  ...{ name: 'version-transition', input: TransitionVersion, act: 'Change the state' },
  parts: [
    {
      fields: {
        to: {
          label: 'To which state',
          hint: 'Approval and release are done by signature alone.',
          options: {
            draft: 'Draft: it can be edited again',
            'in-review': 'In review: nothing of it is edited any more',
            retired: 'Retired: it is used no longer',
          },
        },
      },
    },
    BECAUSE,
  ],
});
