import { resolve } from 'node:path';
import { httpUrl, policy, type ReadVariable } from './anchors';

/** With what dossiers are sealed, as it is configured; keys and certificates are read when the service starts. */
export interface SealConfig {
  /** The key in PEM (PKCS #8), and its certificate with those above it; null makes a development certificate. */
  readonly files: { readonly key: string; readonly certificate: string } | null;
  /** Who stamps the time of a seal (RFC 3161); null asks nobody. */
  readonly authority: { readonly url: URL; readonly caFile: string; readonly policy: string | null } | null;
  /** Whether a dossier waits for a stamp that it does not get; otherwise it is sealed without, and says so. */
  readonly isStampRequired: boolean;
}

const KEY = 'PREDICATE_SEAL_KEY_FILE';
const CERTIFICATE = 'PREDICATE_SEAL_CERTIFICATE_FILE';
const URL_NAME = 'PREDICATE_SEAL_TSA_URL';
const CA_FILE = 'PREDICATE_SEAL_TSA_CA_FILE';

function yesOrNo(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Error('must be true or false');
  return text === 'true';
}

/** The settings of this part; `problems` takes what no single variable shows. */
export function readSealConfig(read: ReadVariable, problems: string[]): SealConfig {
  const wrong = problems.length;
  const path = (text: string): string => resolve(text);
  const [key, certificate] = [read<string | null>(KEY, path, null), read<string | null>(CERTIFICATE, path, null)];
  const [url, caFile] = [read<URL | null>(URL_NAME, httpUrl, null), read<string | null>(CA_FILE, path, null)];
  const named = read<string | null>('PREDICATE_SEAL_TSA_POLICY', policy, null);
  const isStampRequired = read('PREDICATE_SEAL_TSA_REQUIRED', yesOrNo, true);
  if (problems.length === wrong) {
    if (key !== null && certificate === null) problems.push(`${KEY} is set but ${CERTIFICATE} is not`);
    if (key === null && certificate !== null) problems.push(`${CERTIFICATE} is set but ${KEY} is not`);
    if (url !== null && caFile === null)
      problems.push(`${URL_NAME} is set but ${CA_FILE}, whom stamps must come from, is not`);
  }
  return {
    files: key === null || certificate === null ? null : { key, certificate },
    authority: url === null || caFile === null ? null : { url, caFile, policy: named },
    isStampRequired,
  };
}
