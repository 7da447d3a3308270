import { type FieldWords, formOf } from '../http/pages/forms/form';
import { BECAUSE, MAY_BECAUSE } from '../http/pages/forms/reason';
import { RegisterSubmission, ReviseSubmission } from './submission.dto';

const KINDS = {
  '510k': '510(k) premarket notification',
  'de-novo': 'De Novo request',
  pma: 'Premarket approval application',
  'q-sub': 'Q-Submission',
  '513g': '513(g) request for information',
  pccp: 'Predetermined change control plan',
  hde: 'Humanitarian device exemption',
  other: 'Another',
};

const COURSE: Readonly<Record<string, FieldWords>> = {
  number: { label: 'Number', hint: 'As the authority gave it: K251234, DEN240011.' },
  submittedOn: { label: 'Submitted on', hint: 'As 2026-11-20.' },
  decidedOn: { label: 'Answered on', hint: 'The date of the letter; left out while nothing came back.' },
  decisionKind: {
    label: 'What came back',
    hint: 'As the letter says it. The organization records it; it is not the authority’s own record.',
  },
  decision: { label: 'In the words of the letter', rows: 3 },
};

const DEVICE: Readonly<Record<string, FieldWords>> = {
  productCode: { label: 'Product code', hint: 'Three capital letters.' },
  regulationNumber: { label: 'Regulation number', hint: 'A section of 21 CFR, as 892.2050.' },
};

const COVERS: Readonly<Record<string, FieldWords>> = {
  versionIds: { label: 'Versions that it covers' },
  functionIds: { label: 'Functions that it covers' },
};

export const REGISTER_SUBMISSION = formOf({
  ...{ name: 'submission', input: RegisterSubmission, act: 'Register the submission' },
  parts: [
    {
      heading: 'What was sent, and to whom',
      fields: { kind: { label: 'Kind', options: KINDS }, authority: { label: 'Authority', hint: 'As FDA.' } },
    },
    { heading: 'Its course', fields: COURSE },
    { heading: 'As a device', fields: DEVICE },
    { heading: 'What it covers', fields: COVERS },
    { fields: MAY_BECAUSE },
  ],
});

export const REVISE_SUBMISSION = formOf({
  ...{ name: 'submission-revision', input: ReviseSubmission, act: 'Record the new revision' },
  parts: [
    { heading: 'Its course', fields: COURSE },
    { heading: 'As a device', fields: DEVICE },
    { heading: 'What it covers', fields: COVERS },
    BECAUSE,
  ],
});
