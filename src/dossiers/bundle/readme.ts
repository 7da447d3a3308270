import { printedInstant } from '../../kernel/clock';
import type { Sha256 } from '../../kernel/digest';
import { sentenceOf } from '../cover';
import type { DossierRecord } from '../dossier-record';
import type { AbsentFile } from './bundle-manifest';
import { evidenceFolder } from './bundle-paths';

interface Digests {
  readonly recordSha256: Sha256;
  readonly pdfSha256: Sha256;
  readonly absent: readonly AbsentFile[];
}

const listed = (absent: readonly AbsentFile[]): string[] =>
  absent.length === 0
    ? []
    : [
        'NOT IN IT',
        ...absent.flatMap(({ path, sha256, why }) => [`  ${path}: ${why}`, `    SHA-256 ${sha256}`]),
        'The record and the PDF still name these files and their digests.',
        '',
      ];

/** What is in a bundle and how one checks it, in plain text, for who opens it in ten years. */
export function readme(record: DossierRecord, { recordSha256, pdfSha256, absent }: Digests): string {
  const { dossier, model, version } = record;
  const lines = [
    `${dossier.code}: ${dossier.template.title}, ${model.name} ${version.semanticVersion}`,
    `Issued ${printedInstant(dossier.issuedAt)} by ${dossier.issuedBy}.`,
    sentenceOf(record),
    '',
    'WHAT IS IN IT',
    `  ${`${dossier.code}.pdf`.padEnd(22)}the dossier, for reading and for keeping`,
    '  record.json           the facts from which every page is drawn (RFC 8785)',
    `  ${`${evidenceFolder(record)}/`.padEnd(22)}the files of the evidence, also those too large to be inside the PDF`,
    '  inside/, proofs/      the other files that the PDF carries; the proofs of the audit log',
    '  manifest.json         path, size and SHA-256 of every file',
    '  SHA256SUMS            the same, as sha256sum reads it',
    '  verifier.html         checks all of this in a browser, with no network',
    '  verify.sh             checks it with tools that are on most machines (sha256sum, openssl)',
    '',
    'HOW TO CHECK IT',
    '  Open verifier.html in a browser and drop this folder, or the ZIP, on it. Nothing leaves your machine.',
    '  Or, in this folder:        sh verify.sh',
    `  Or, with the program:      predicate verify ${dossier.code}.pdf`,
    '',
    'WHAT TO COMPARE WITH',
    'A bundle shows that it is whole. That it is the one that was issued shows a digest, or a certificate, that you had',
    'from the owner by another way:',
    `  SHA-256 of the record      ${recordSha256}`,
    `  SHA-256 of the PDF         ${pdfSha256}`,
    '',
    ...listed(absent),
  ];
  return lines.join('\n');
}
