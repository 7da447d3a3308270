import { formOf } from '../http/pages/forms/form';
import { BECAUSE } from '../http/pages/forms/reason';
import { AskDisposal, LengthenRetention, PlaceHold } from './retention.dto';

export const LENGTHEN = formOf({
  ...{ name: 'retention-period', input: LengthenRetention, act: 'Keep it longer' },
  parts: [
    {
      fields: {
        months: { label: 'Months', unit: 'months', hint: 'More than now: a period is lengthened and never shortened.' },
      },
    },
    BECAUSE,
  ],
});

export const PLACE_HOLD = formOf({
  ...{ name: 'legal-hold', input: PlaceHold, act: 'Place the hold' },
  parts: [
    {
      fields: {
        matter: { label: 'Matter', hint: 'As the lawyers or the authority call it.' },
        scope: {
          label: 'What is held',
          options: {
            ...{ all: 'Everything', model: 'All that belongs to a model', version: 'All that belongs to a version' },
            ...{ evidence: 'One piece of evidence', file: 'One file' },
          },
        },
        scopeId: {
          label: 'Which',
          hint: 'None for everything. The list has every model and the newest versions and evidence; others are held by the API.',
        },
      },
    },
    BECAUSE,
  ],
});

export const ASK_DISPOSAL = formOf({
  ...{ name: 'disposal', input: AskDisposal, act: 'Ask for the disposal' },
  parts: [
    {
      fields: { sha256: { label: 'SHA-256 of the file', hint: '64 digits, as the page of its evidence shows them.' } },
    },
    BECAUSE,
  ],
});
