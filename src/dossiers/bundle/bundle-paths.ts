import { RECORD_FILE } from '../assemble';
import type { DossierRecord, RecordedFile } from '../dossier-record';

const EVIDENCE = 'evidence';
/** What proves a record's place in the log, of the files inside a PDF. */
const PROOF = /\.tlog-proof$|^checkpoint/;

/** The folder of the evidence, named after the section that tells of it: `8-evidence`. */
export function evidenceFolder({ dossier }: DossierRecord): string {
  const at = dossier.template.sections.findIndex(({ id }) => id === EVIDENCE);
  return at === -1 ? 'evidence' : `${at + 1}-evidence`;
}

/** Every file of the evidence that is to be had, large ones too, each once and in the order of the record. */
export function evidenceFiles({ evidence }: DossierRecord): RecordedFile[] {
  const files = evidence.flatMap((one) => one.files);
  return files.filter(({ attachedAs }, at) => files.findIndex((other) => other.attachedAs === attachedAs) === at);
}

/** Where a file stands that is inside the PDF beside the evidence. */
export function insidePath(name: string): string {
  if (name === RECORD_FILE) return name;
  return PROOF.test(name) ? `proofs/${name}` : `inside/${name}`;
}
