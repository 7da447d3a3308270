import { AUTHORITIES, type AuthorityId } from '../../kernel/authorities';
import type { Citation } from '../../kernel/citation';
import { canonicalBytes, sha256 } from '../../kernel/digest';
import type { Row } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import { grouped, type Section, type SectionBlock } from './section';

function manifest(record: DossierRecord): SectionBlock {
  const bytes = canonicalBytes(record);
  const first: Row = {
    cells: [
      { lines: [[{ text: 'record.json', style: 'strong' }], 'application/json'] },
      'Source',
      { number: grouped(bytes.length) },
      'inside',
      { sha256: sha256(bytes) },
    ],
  };
  const rest = record.evidence.flatMap(({ files }) =>
    files.map(({ attachedAs, mediaType, size, kept, sha256: digest }): Row => ({
      cells: [
        { lines: [[{ text: attachedAs, style: 'strong' }], mediaType] },
        'Supplement',
        { number: grouped(size) },
        kept,
        { sha256: digest },
      ],
    })),
  );
  return {
    kind: 'table',
    caption: 'File manifest',
    columns: [
      { head: 'File', weight: 44 },
      { head: 'Relation', weight: 16 },
      { head: 'Bytes', weight: 15, align: 'right' },
      { head: 'Kept', weight: 13 },
      { head: 'SHA-256', weight: 38 },
    ],
    rows: [first, ...rest],
    notes: [
      'Digits are printed in groups of eight, light and bold in turn, with no space between, so that a copied digest is whole. Files over 20 MiB are kept by the owner under their digest.',
    ],
  };
}

const isCitation = (value: object): value is Citation =>
  'source' in value && 'section' in value && typeof value.source === 'string' && value.source in AUTHORITIES;

/** Every document that the record cites anywhere. */
function citedIn(value: unknown): AuthorityId[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(isCitation(value) ? [value.source] : []), ...Object.values(value).flatMap(citedIn)];
}

function authorities({ record, gaps }: Parameters<Section>[0]): SectionBlock {
  const cited = new Set([...citedIn(record), ...citedIn(gaps)]);
  const rows = (Object.keys(AUTHORITIES) as AuthorityId[])
    .filter((id) => cited.has(id))
    .map((id): Row => {
      const { title, force, edition, readOn, readAs } = AUTHORITIES[id];
      return { cells: [title, force, edition, readAs === undefined ? readOn : `${readOn}, from ${readAs}`] };
    });
  return {
    kind: 'table',
    caption: 'Authorities cited, in the edition used',
    columns: [
      { head: 'Authority', weight: 54 },
      { head: 'Force', weight: 20 },
      { head: 'Edition', weight: 16 },
      { head: 'Read on', weight: 30 },
    ],
    rows,
    notes: [
      'Guidance does not bind. A draft is not for implementation and is cited as the agency’s current thinking only.',
    ],
  };
}

/** Every file behind the figures, and every document behind the rules. */
export const files: Section = (context) => [manifest(context.record), authorities(context)];
