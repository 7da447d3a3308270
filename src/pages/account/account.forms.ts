import { Delegate } from '../../access/delegations/delegation.dto';
import { SCOPES } from '../../access/policy/permissions';
import { IssueToken } from '../../access/tokens/api-token.dto';
import { formOf } from '../../http/pages/forms/form';
import { scopeWords } from './account-page';

const UTC = 'In UTC, as 2026-11-20T12:00:00Z.';

export const ISSUE_TOKEN = formOf({
  ...{ name: 'api-token', input: IssueToken, act: 'Make the token' },
  parts: [
    {
      fields: {
        name: {
          label: 'What it is for',
          hint: 'As “Evaluation pipeline”: it stands in the audit trail beside what it sent.',
        },
        days: { label: 'How long it lasts', unit: 'days', hint: 'From 1 to 365.' },
        scopes: {
          label: 'What it may do',
          hint: 'Of what you may do yourself, and never more than you may on that day.',
          options: Object.fromEntries(SCOPES.map((scope) => [scope, scopeWords(scope)])),
        },
      },
    },
  ],
});

export const DELEGATE = formOf({
  ...{ name: 'delegation', input: Delegate, act: 'Name the substitute' },
  parts: [
    {
      fields: {
        substituteId: { label: 'Who signs in your place', hint: 'Somebody who has the papers for that role.' },
        role: {
          label: 'In which role',
          options: { reviewer: 'Reviewer', approver: 'Approver', 'quality-lead': 'Quality lead' },
        },
        from: { label: 'From', hint: UTC },
        until: { label: 'Until', hint: `${UTC} At most 92 days later.` },
        reason: { label: 'Reason', rows: 2, hint: 'It stands in the audit trail.' },
      },
    },
  ],
});
