import type { Meaning, Process } from './steps.rules';

/** What the signer is shown, and what he says by signing; `{record}` is what the record is called. */
const SENTENCES: Readonly<Record<Meaning, string>> = {
  authorship: 'I wrote {record} and stand behind what it says.',
  review: 'I have reviewed {record} and what it rests on, and have said whatever I found.',
  approval: 'I approve {record} as it stands, in my role and with my authority.',
  responsibility: 'I take responsibility for {record} and for its use as it is described.',
  rejection: 'I reject {record} for the reason that I give.',
};

const ENDS: Readonly<Partial<Record<Process, string>>> = {
  'version-release': 'the release of {record}',
  'dossier-issue': 'the issue of {record}',
};

/** The sentence of a meaning for a record, as it is printed beside the signature (21 CFR 11.50(a)(3)). */
export function sentenceOf(meaning: Meaning, process: Process, record: string): string {
  const named = (ENDS[process] ?? '{record}').replace('{record}', record);
  return SENTENCES[meaning].replace('{record}', named);
}
