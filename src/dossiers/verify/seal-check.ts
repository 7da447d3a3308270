import type { DossierRecord } from '../dossier-record';
import type { SealFinding, SealReport } from '../seal/seal-report';
import type { Check } from './verdict';

const check = (holds: boolean | null, detail: string): Check => ({ check: 'seal', holds, detail });

const WITHOUT: Check = check(null, 'It has no seal');

const faultsOf = ({ findings }: SealReport): string =>
  findings
    .filter(({ holds }: SealFinding) => holds === false)
    .map(({ detail }) => detail)
    .join('; ');

/** Whether a file that has no seal ought to have one. */
function missing({ dossier }: DossierRecord): Check {
  const seal = dossier.seal ?? null;
  if (dossier.draft) return check(null, 'A preview is not sealed');
  return seal === null ? WITHOUT : check(false, `The seal is missing: the record says that ${seal.subject} sealed it`);
}

/** Whether the certificate is the one that the record names, which was known before the pages were drawn. */
const isOther = ({ signer }: SealReport, { dossier }: DossierRecord): boolean =>
  signer !== null &&
  dossier.seal !== undefined &&
  dossier.seal !== null &&
  dossier.seal.certificateSha256 !== signer.certificateSha256;

/** What a seal is worth, held against the record under it; `base` is how many bytes the record makes, where that is known. */
export function sealCheck(report: SealReport, record: DossierRecord, base: number | null): Check {
  if (report.state === 'none') return missing(record);
  if (report.state === 'broken') return check(false, `The seal does not hold: ${faultsOf(report) || report.words}`);
  if (isOther(report, record)) {
    return check(false, `It is sealed by ${report.signer?.subject}, and its record names another certificate`);
  }
  if (base !== null && report.base !== null && report.base.length !== base) {
    return check(false, `The seal is over ${report.base.length} bytes before it, and the record makes ${base}`);
  }
  return check(report.state !== 'untrusted', report.words);
}
