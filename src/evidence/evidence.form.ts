import { type FieldWords, type FormPart, formOf } from '../http/pages/forms/form';
import { BECAUSE, MAY_BECAUSE } from '../http/pages/forms/reason';
import { RecordEvidence, SupersedeEvidence } from './evidence.dto';
import { LinkEvidence } from './evidence-link.dto';
import { RecordLabeling } from './version-labeling.dto';

const WHAT: FormPart = {
  heading: 'What it is',
  fields: {
    kind: { label: 'Kind' },
    pillar: {
      label: 'Pillar of the clinical evaluation',
      cites: [{ text: 'IMDRF N41 5' }],
      options: {
        'clinical-association': 'Valid clinical association',
        analytical: 'Analytical validation',
        clinical: 'Clinical validation',
      },
    },
    title: { label: 'Title' },
    protocol: {
      label: 'Protocol',
      hint: 'Which one, and since when it is approved: it must be older than the run.',
      rows: 2,
    },
    performedOn: { label: 'Run on', hint: 'As 2026-11-20.' },
    performedBy: { label: 'Run by', hint: 'Who answers for the run.' },
    staysFresh: {
      label: 'Valid until',
      hint: 'A date as 2027-06-30, or the change that ends it, such as “a new version” or “another population”.',
    },
    illustrative: { label: 'It is made up, to show the form', hint: 'It is marked so wherever it is printed.' },
  },
};

const FILES: FieldWords = {
  label: 'Files',
  hint: 'Each is kept by its digest. Figures come from the results file alone; they are never typed.',
  row: 'File',
  fields: {
    name: { label: 'Name' },
    sha256: {
      label: 'SHA-256',
      hint: 'Of a file that is stored already; files that you drop above stand here by themselves.',
    },
    role: {
      label: 'Role',
      options: { results: 'Results: it is read into numbers', attachment: 'Attachment: kept and hashed, not read' },
    },
  },
};

const FACTS: FieldWords = {
  label: 'Facts that the file does not hold',
  hint: 'In your words, and marked as yours: the revision of the question set, how overlap with training data was looked for.',
  row: 'Fact',
  fields: { fact: { label: 'Which fact' }, text: { label: 'What you state', rows: 2 } },
};

const SHOWS: FormPart = {
  heading: 'What it is to show',
  fields: { claimIds: { label: 'Claims' }, functionIds: { label: 'Functions' } },
};

const ABOUT_FILES: FormPart = { heading: 'Files and facts', fields: { files: FILES, statedFacts: FACTS } };

export const RECORD_EVIDENCE = formOf({
  ...{ name: 'evidence', input: RecordEvidence, act: 'Record the evidence' },
  parts: [WHAT, ABOUT_FILES, SHOWS, { fields: MAY_BECAUSE }],
});

export const SUPERSEDE_EVIDENCE = formOf({
  ...{ name: 'evidence-successor', input: SupersedeEvidence, act: 'Record the newer evidence' },
  parts: [WHAT, ABOUT_FILES, SHOWS, { ...BECAUSE, heading: 'Why it takes the place of the older' }],
});

export const LINK_EVIDENCE = formOf({
  ...{ name: 'evidence-link', input: LinkEvidence, act: 'Link the evidence' },
  parts: [
    {
      hint: 'One claim, or one function',
      fields: { claimId: { label: 'Claim' }, functionId: { label: 'Function' }, ...MAY_BECAUSE },
    },
  ],
});

export const RECORD_LABELING = formOf({
  ...{ name: 'labeling', input: RecordLabeling, act: 'Record the labeling' },
  parts: [
    {
      heading: 'Identifier of the device',
      hint: 'Where the version is a device',
      fields: {
        issuingAgency: { label: 'Issuing agency', cites: [{ text: '21 CFR 830.100' }] },
        udiDi: { label: 'UDI-DI', hint: 'As 00812345678906 of GS1; without “(01)”.' },
      },
    },
    {
      heading: 'Labeling',
      fields: {
        labelingFile: { label: 'SHA-256 of the labeling file', hint: 'Of a file that is stored already.' },
        statement: { label: 'What the labeling says of it', rows: 5 },
      },
    },
    BECAUSE,
  ],
});
