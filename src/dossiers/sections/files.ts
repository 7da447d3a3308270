import { AUTHORITIES, type AuthorityId } from '../../kernel/authorities';
import type { Citation } from '../../kernel/citation';
import { isOneOfMany, madeFiles } from '../attachments/made-files';
import type { ManifestFile } from '../attachments/manifest';
import type { Row } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import { insideBytesOf } from '../template';
import { grouped, type Section, type SectionBlock } from './section';

const fileRow = ({ name, mediaType, relation, size, kept, disposal, sha256 }: ManifestFile): Row => ({
  cells: [
    { lines: [[{ text: name, style: 'strong' }], mediaType] },
    relation,
    { number: grouped(size) },
    disposal === undefined ? kept : { lines: [kept, [{ text: disposal, style: 'muted' }]] },
    { sha256 },
  ],
});

/** `20,971,520` bytes as `20 MiB`, where it is a whole number of them. */
const inWords = (bytes: number): string =>
  bytes % (1024 * 1024) === 0 ? `${bytes / 1024 / 1024} MiB` : `${grouped(bytes)} bytes`;

/** What is attached beside the files that the table names. */
function ofTheMany(record: DossierRecord): string[] {
  const many = madeFiles(record).manifest.files.filter(isOneOfMany);
  const proofs = many.filter(({ name }) => name.endsWith('.tlog-proof')).length;
  if (many.length === 0) return [];
  return [
    `${grouped(many.length)} more small files are inside, which manifest.json names with their digests: ${grouped(proofs)} proofs of the log (….tlog-proof, C2SP tlog-proof) and ${grouped(many.length - proofs)} texts that were signed (SG-….json).`,
  ];
}

const manifest = (record: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'File manifest',
  columns: [
    { head: 'File', weight: 44 },
    { head: 'Relation', weight: 16 },
    { head: 'Bytes', weight: 15, align: 'right' },
    { head: 'Kept', weight: 13 },
    { head: 'SHA-256', weight: 38 },
  ],
  rows: madeFiles(record)
    .manifest.files.filter((one) => !isOneOfMany(one))
    .map(fileRow),
  notes: [
    ...ofTheMany(record),
    'Relation: how the file stands to the pages (PDF/A-3, AFRelationship). Digits are printed in groups of eight, light and bold in turn, with no space between, so that a copied digest is whole.',
    `Files over ${inWords(insideBytesOf(record.dossier.template))} are kept by the owner under their digest. The same list is attached as manifest.json, which alone is not in it, because it would have to hold its own digest. The seal is no file: it is put over the finished PDF.`,
  ],
});

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
