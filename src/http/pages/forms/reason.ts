import type { FieldWords, FormPart } from './form';

const REASON = { label: 'Reason', rows: 2 };

/** Why something that was said before changes (21 CFR 11.10(e)). */
export const BECAUSE: FormPart = {
  heading: 'Why it changes',
  fields: {
    reason: {
      ...REASON,
      hint: 'It stands in the audit trail beside the change.',
      cites: [{ text: '21 CFR 11.10(e)', href: 'https://www.ecfr.gov/current/title-21/part-11/section-11.10' }],
    },
  },
};

/** A first record may say why it is made. */
export const MAY_BECAUSE: Readonly<Record<string, FieldWords>> = {
  reason: { ...REASON, hint: 'It stands in the audit trail.' },
};
