import { cite } from '../../kernel/citation';
import type { GapLevel } from '../blocks';
import type { Gap } from './section';

/** A file of the record whose stored bytes are not those of its digest. */
export interface DamagedFile {
  readonly level: GapLevel;
  /** What rests on it: `EV-0101`. */
  readonly owner: string;
  readonly name: string;
  readonly sha256: string;
}

/** Its digest stands in the record, and nothing that has it can be shown any more: that is never printed as sound. */
export const damagedFile = ({ level, owner, name, sha256 }: DamagedFile): Gap => ({
  kind: 'gap',
  level,
  title: `${owner}: a file does not match its digest`,
  text: `The stored bytes of “${name}” are not those of its digest, or are gone. What was read from them cannot be checked.`,
  affects: [owner],
  closes: 'Restore the file from a backup and scrub the store, or withdraw what rests on it',
  cites: [cite('CFR-21', '11.10(c)')],
  href: `/api/v1/files/${sha256}/condition`,
});
