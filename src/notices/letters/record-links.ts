import type { WorkRecord } from '../../work/work-source';

const NOUNS: Readonly<Record<string, string>> = {
  ...{ model: 'a model', model_version: 'a version', software_function: 'a function', intended_use: 'an intended use' },
  ...{ claim: 'a claim', evidence: 'evidence', classification: 'a classification', submission: 'a submission' },
  dossier: 'a dossier',
};

/** The page of a record, where its JSON is one address further. */
export const pageOf = ({ href }: Pick<WorkRecord, 'href'>, origin: string): string =>
  `${origin}${href.replace(/^\/api\/v1/, '')}`;

/** A record by its code, and where it has none by what it is: what it is called may say more than a mail should. */
export const namedOf = ({ code, type }: Pick<WorkRecord, 'code' | 'type'>): string =>
  code ?? NOUNS[type] ?? type.replaceAll('_', ' ');
