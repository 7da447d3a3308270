import { GiveRole, InvitePerson, RecordQualification, RevisePerson } from '../../access/people/person.dto';
import { formOf } from '../../http/pages/forms/form';
import { BECAUSE } from '../../http/pages/forms/reason';

const PRINTED = {
  label: 'Printed name',
  hint: 'As acts, signatures and dossiers print it; what was signed keeps the one of its day.',
};
const EMAIL = { label: 'Mail', hint: 'Where notices go, once mail is set up.' };

export const INVITE = formOf({
  ...{ name: 'person', input: InvitePerson, act: 'Make the person known' },
  parts: [
    {
      fields: {
        userName: {
          label: 'User name',
          hint: '3 to 64 small letters, digits, dots, dashes or underscores. It is given once, and never to anybody else.',
          cites: [{ text: '21 CFR 11.100(a)', href: 'https://www.ecfr.gov/current/title-21/part-11/section-11.100' }],
        },
        printedName: PRINTED,
        email: EMAIL,
      },
    },
  ],
});

export const REVISE = formOf({
  ...{ name: 'person-revision', input: RevisePerson, act: 'Record the change' },
  parts: [{ fields: { printedName: PRINTED, email: EMAIL } }, BECAUSE],
});

export const GIVE_ROLE = formOf({
  ...{ name: 'role', input: GiveRole, act: 'Give the role' },
  parts: [
    {
      fields: {
        role: {
          label: 'Role',
          hint: 'Administrators and auditors have no other role: who administers touches no record.',
          cites: [{ text: '21 CFR 11.10(g)', href: 'https://www.ecfr.gov/current/title-21/part-11/section-11.10' }],
          options: {
            ...{ specialist: 'Specialist', contributor: 'Contributor', reviewer: 'Reviewer', approver: 'Approver' },
            ...{ 'quality-lead': 'Quality lead', administrator: 'Administrator', auditor: 'Auditor' },
          },
        },
      },
    },
    BECAUSE,
  ],
});

export const QUALIFY = formOf({
  ...{ name: 'qualification', input: RecordQualification, act: 'Put it on file' },
  parts: [
    {
      fields: {
        kind: {
          label: 'What was done',
          cites: [{ text: '21 CFR 11.10(i), 11.100(b)', href: 'https://www.ecfr.gov/current/title-21/part-11' }],
          options: { training: 'Training', 'identity-verification': 'Verification of the identity' },
        },
        title: { label: 'Which, or how', hint: 'As “Use of Predicate, edition 2” or “Passport, seen in person”.' },
        doneOn: { label: 'Done on', hint: 'As 2026-11-20.' },
        validUntil: { label: 'Counts until', hint: 'The last day on which it counts; blank where no end is set.' },
      },
    },
  ],
});
