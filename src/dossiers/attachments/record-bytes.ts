import { canonicalBytes } from '../../kernel/digest';
import type { DossierRecord } from '../dossier-record';

/** The bytes of records that were read from them; nobody changes a record. */
const known = new WeakMap<DossierRecord, Buffer>();

/** Tells that these are the canonical bytes of a record, so that nobody has to make them again. */
export function knowBytes(record: DossierRecord, bytes: Buffer): DossierRecord {
  known.set(record, bytes);
  return record;
}

/** The bytes of `record.json`. */
export const recordBytes = (record: DossierRecord): Buffer => known.get(record) ?? canonicalBytes(record);

/** The record as `record.json` gives it back, names in canonical order: only from this can the pages be made again. */
export function asCarried(record: DossierRecord): DossierRecord {
  if (known.has(record)) return record;
  const bytes = canonicalBytes(record);
  return knowBytes(JSON.parse(bytes.toString('utf8')) as DossierRecord, bytes);
}
