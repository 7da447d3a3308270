import { sha256 } from '../../kernel/digest';
import type { MadeFile } from '../attachment';
import { cardFiles } from '../cards/card-files';
import type { DossierRecord } from '../dossier-record';
import { logFiles } from './log-files';
import { type Manifest, manifestAttachment, manifestOf } from './manifest';
import { recordBytes } from './record-bytes';
import { signatureFiles } from './signature-files';

export const RECORD_FILE = 'record.json';

/** What is made from a record alone, and the list of all its files. */
export interface MadeFiles {
  /** `record.json` first; the manifest, which lists them and the files of the evidence, is the last. */
  readonly attachments: readonly MadeFile[];
  readonly manifest: Manifest;
}

const recordFile = (record: DossierRecord): MadeFile => ({
  ...{ name: RECORD_FILE, mediaType: 'application/json', relationship: 'Source' },
  description: 'The record from which every page of this file is drawn (RFC 8785)',
  modifiedAt: record.dossier.issuedAt,
  bytes: recordBytes(record),
});

const digestIn = ({ bytes }: MadeFile): string => sha256(bytes);

function make(record: DossierRecord): MadeFiles {
  const source = recordFile(record);
  const files = [source, ...logFiles(record), ...signatureFiles(record), ...cardFiles(record, digestIn(source))];
  const manifest = manifestOf(record, files);
  return { attachments: [...files, manifestAttachment(manifest, record.dossier.issuedAt)], manifest };
}

/** Whether a file is one of the many that are alike, a proof or a signed text; pages count them, the manifest names them. */
export const isOneOfMany = ({ name }: { readonly name: string }): boolean =>
  name.endsWith('.tlog-proof') || /^SG-[0-9a-f]+\.json$/.test(name);

const made = new WeakMap<DossierRecord, MadeFiles>();

/** Every file but those of the evidence, as the record makes it. Made once for each record, which nobody changes. */
export function madeFiles(record: DossierRecord): MadeFiles {
  const before = made.get(record);
  if (before !== undefined) return before;
  const files = make(record);
  made.set(record, files);
  return files;
}
