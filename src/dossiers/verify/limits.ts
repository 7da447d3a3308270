import type { DossierRecord } from '../dossier-record';
import type { SealReport } from '../seal/seal-report';
import type { LogTrust } from './log-check';
import type { Check } from './verdict';

const FORGER =
  'A forger with this program can make another file that is whole in itself; compare the record digest with one that you had from the owner.';

function ofMaker({ state, signer }: SealReport): string[] {
  if (state === 'trusted') return [];
  if (state === 'none' || state === 'broken') return [`Who made the file: it has no seal that holds. ${FORGER}`];
  const made =
    signer?.development === true ? 'the program made its certificate for itself' : 'the certificate came along with it';
  return [`Who made the file: ${made}, and nobody whom you trust vouches for it (give those with --trust). ${FORGER}`];
}

function ofLog({ log }: Partial<DossierRecord>, { keys, held }: LogTrust): string[] {
  if (log === undefined || log === null) return ['When its facts were recorded: no proof of the log is in it.'];
  return [
    ...(keys.length > 0
      ? []
      : ['Whose log it is: the key came along with the file; give the one that you had from the owner (--key).']),
    ...(held !== null
      ? []
      : ['Whether the log was written anew since: bring a checkpoint of it that you kept (--checkpoint).']),
  ];
}

const PEOPLE =
  'Whether a passkey was the signer’s, and whether the service that attested a password is honest: compare the public keys with those that you had from the owner.';
const PAINTED = 'Whether something is painted over the words: words were compared, and not pictures.';
const LATER = 'Whether a later dossier supersedes it: that is known only to the service that issued it.';
const TRUTH = 'Whether the model is safe, a determination is right, or FDA agrees.';

/** What nobody can say of a file whose record cannot be had. */
export const BARE_LIMITS: readonly string[] = [LATER, TRUTH];

/** What was not shown, of just this file and with just what was brought along. */
export function limitsOf(
  record: DossierRecord,
  { seal, log, checks }: { readonly seal: SealReport; readonly log: LogTrust; readonly checks: readonly Check[] },
): string[] {
  const { signatures = [] } = record as Partial<DossierRecord>;
  const holds = (name: Check['check']) => checks.find(({ check }) => check === name)?.holds;
  return [
    ...ofMaker(seal),
    ...ofLog(record, log),
    ...(signatures.length > 0 ? [PEOPLE] : []),
    ...(holds('rebuilt') !== true && holds('text') === true ? [PAINTED] : []),
    ...[LATER, TRUTH],
  ];
}
