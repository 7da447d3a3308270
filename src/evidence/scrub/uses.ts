import type { DataSource } from 'typeorm';
import type { Sha256 } from '../../kernel/digest';

/** A record that names a file. */
export interface Use {
  readonly type: string;
  readonly id: string;
}

/** Where the record names files by their digest, those of rooms that come after this one included. */
const USES = `
  SELECT 'evidence' AS type, evidence_id AS id FROM evidence_file WHERE sha256 = $1
  UNION SELECT 'version_labeling', id FROM version_labeling WHERE labeling_file = $1
  UNION SELECT 'submission', submission_id FROM submission_letter WHERE sha256 = $1
  UNION SELECT 'dossier', id FROM dossier WHERE sha256 = $1
  ORDER BY type, id`;

/** The records that rest on a file. */
export const usesOf = (dataSource: DataSource, sha256: Sha256): Promise<Use[]> =>
  dataSource.query<Use[]>(USES, [sha256]);
