import type { RecordedSignature } from './signature-record';

const SHORTEST = 8;

/** The last digits of an id of version 7, which are random; the first ones are the time (RFC 9562 §5.7). */
const tail = (id: string, digits: number): string => id.replaceAll('-', '').slice(-digits);

const areApart = (signatures: readonly RecordedSignature[], digits: number): boolean =>
  new Set(signatures.map(({ id }) => tail(id, digits))).size === signatures.length;

/** `SG-3f9a12bc` for each signature, by its id: as many digits as tell those of one dossier apart. */
export function signatureCodes(signatures: readonly RecordedSignature[]): ReadonlyMap<string, string> {
  let digits = SHORTEST;
  while (digits < 32 && !areApart(signatures, digits)) digits += 4;
  return new Map(signatures.map(({ id }) => [id, `SG-${tail(id, digits)}`]));
}
