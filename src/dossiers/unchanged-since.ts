import type { DossierRecord } from './dossier-record';

/** That a dossier was asked for and issued changes nothing of what the next one says. */
const isOfDossiers = (act: string): boolean => act.startsWith('dossier.');

/**
 * Whether no act on anything in the record, and no signature, is younger than an instant at which it was read. What time
 * alone changes, such as evidence that expires, is no act.
 */
export function isUnchangedSince({ events, signatures }: DossierRecord, readAt: Date): boolean {
  const instants = [
    ...events.filter(({ act }) => !isOfDossiers(act)).map(({ at }) => at),
    ...signatures.map(({ signedAt }) => signedAt),
  ];
  return instants.every((at) => Date.parse(at) <= readAt.getTime());
}
