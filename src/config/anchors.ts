import { resolve } from 'node:path';

/** Who outside vouches for the log, as it is configured; keys and files are read when the service starts. */
export interface AnchorConfig {
  /** Witnesses as `vkey url`, pair after pair; empty without any. */
  readonly witnesses: readonly string[];
  /** A file with such pairs, one a line. */
  readonly witnessesFile: string | null;
  /** How long after a round of the witnesses the next begins. */
  readonly witnessSeconds: number;
  /** Where time stamps are asked for (RFC 3161); null asks for none. */
  readonly tsaUrl: URL | null;
  /** The certificates in PEM that stamps must come from. */
  readonly tsaCaFile: string | null;
  /** The policy that stamps must be under; null takes any. */
  readonly tsaPolicy: string | null;
  readonly tsaSeconds: number;
  /** Where checkpoints are copied to, outside of the data folder; null copies none. */
  readonly anchorDir: string | null;
}

/** Reads one variable, or takes what is said otherwise; a wrong one is noted, and named with all others. */
export type ReadVariable = <T>(name: string, parse: (text: string) => T, otherwise: T) => T;

const DAY_SECONDS = 86_400;

function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > DAY_SECONDS)
    throw new Error(`must be a whole number from 1 to ${DAY_SECONDS}`);
  return value;
}

/** An object identifier under which an authority works. */
export function policy(text: string): string {
  if (!/^[0-2](\.(0|[1-9]\d{0,9})){1,20}$/.test(text))
    throw new Error('must be an object identifier, such as 1.3.6.1.4.1.1');
  return text;
}

/** An address that is asked over HTTP; it holds no password, since nobody asked for one may read it in a log. */
export function httpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.hash !== '') {
    throw new Error('must be http:// or https:// and a host, without a password');
  }
  return url;
}

/** `vkey url` pairs, with any white space between; keys have none, and addresses neither. */
export function witnessPairs(text: string): string[] {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  if (parts.length % 2 !== 0) throw new Error('must be pairs of a key and an address: “name+id+base64 https://…”');
  parts.filter((_, at) => at % 2 === 1).forEach(httpUrl);
  return parts;
}

/** The settings of this part; `problems` takes what no single variable shows. */
export function readAnchorConfig(read: ReadVariable, problems: string[]): AnchorConfig {
  const path = (text: string): string => resolve(text);
  const config: AnchorConfig = {
    witnesses: read<readonly string[]>('PREDICATE_WITNESSES', witnessPairs, []),
    witnessesFile: read<string | null>('PREDICATE_WITNESSES_FILE', path, null),
    witnessSeconds: read('PREDICATE_WITNESS_SECONDS', seconds, 60),
    tsaUrl: read<URL | null>('PREDICATE_TSA_URL', httpUrl, null),
    tsaCaFile: read<string | null>('PREDICATE_TSA_CA_FILE', path, null),
    tsaPolicy: read<string | null>('PREDICATE_TSA_POLICY', policy, null),
    tsaSeconds: read('PREDICATE_TSA_SECONDS', seconds, 3_600),
    anchorDir: read<string | null>('PREDICATE_ANCHOR_DIR', path, null),
  };
  if (config.tsaUrl !== null && config.tsaCaFile === null) {
    problems.push('PREDICATE_TSA_URL is set but PREDICATE_TSA_CA_FILE, whom stamps must come from, is not');
  }
  return config;
}
