import { assemble, drawnSections } from '../assemble';
import type { Attachment, Cover, DossierDocument, Text } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import { sectionsOf } from '../gap-numbers';
import { canonicalBytes, sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import type { Edition, Original } from './edition';
import { redact, type Redacted } from './redact';
import { REDACTED_FILE, withheldFields, withheldSection } from './withheld-section';

export const REDACTED_SCHEMA = 'predicate/redacted-record/1';

/** What is looked at in the original alone, because it is not in the edition. */
const OF_THE_ORIGINAL: ReadonlySet<string> = new Set(['verify', 'files', 'log-proof']);

const marked = (tag: string): DossierDocument['rendition'] => ({
  tag,
  warning: `${tag}   a rendition   not the issued dossier   `,
});

/** What the cover of the original says of what is in it alone. */
const ONLY_THERE: ReadonlySet<string> = new Set(['Seal', 'Log']);

/** What the cover says of where a rendition comes from. */
function coverOf(cover: Cover, { code, recordSha256, sha256: file }: Original, kind: string): Cover {
  const text: Text = [{ text: kind, style: 'strong' }, ` of ${code}, which alone is the record`];
  return {
    ...cover,
    rows: [...cover.rows.filter(({ label }) => !ONLY_THERE.has(label)), { label: 'Rendition', text }],
    digests: [
      { label: 'Original file', sha256: file },
      { label: 'Original record', sha256: recordSha256 },
      ...cover.digests.slice(1, -1),
    ],
    qr: `${code} ${recordSha256}`,
  };
}

/** The pages of a dossier with no file in it, for those who take none: marked as a copy, and never sealed. */
function flat(record: DossierRecord, original: Original): DossierDocument {
  const document = assemble(record, new Map(bytesOfNothing(record)));
  return {
    ...document,
    title: `${document.title} (copy)`,
    cover: coverOf(document.cover, original, 'A copy without attachments'),
    attachments: [],
    rendition: marked('COPY'),
  };
}

/** A copy has no files, and what is not in it need not be read. */
const bytesOfNothing = ({ evidence }: DossierRecord): [string, Uint8Array][] =>
  evidence.flatMap(({ files }) => files.map(({ sha256: digest }): [string, Uint8Array] => [digest, new Uint8Array()]));

/** The record without what is withheld, as the edition carries it. */
function carried({ record, withheld }: Redacted, edition: Extract<Edition, { kind: 'redacted' }>): Attachment {
  const { original, policy } = edition;
  return {
    ...{ name: REDACTED_FILE, mediaType: 'application/json', relationship: 'Source' },
    description:
      'The record from which this edition is drawn, with a salted digest of each field that is withheld (RFC 8785)',
    modifiedAt: record.dossier.issuedAt,
    bytes: canonicalBytes({ schema: REDACTED_SCHEMA, original, policy, withheld, record }),
  };
}

function redacted(record: DossierRecord, edition: Extract<Edition, { kind: 'redacted' }>): DossierDocument {
  const { blind } = record.dossier;
  if (blind === undefined)
    throw Refusal.invalidState(`${record.dossier.code} was issued before fields could be withheld; issue it again`);
  const result = redact(record, edition.rules, blind);
  const { template } = result.record.dossier;
  const sections = template.sections.filter(({ id }) => !OF_THE_ORIGINAL.has(id));
  const shown = { ...result.record, dossier: { ...result.record.dossier, template: { ...template, sections } } };
  const file = carried(result, edition);
  const document = assemble(shown, new Map());
  const drawn = drawnSections(sectionsOf(shown)).map((section) => ({ ...section, number: section.number + 1 }));
  const digest = sha256(file.bytes as Uint8Array);
  return {
    ...document,
    title: `${document.title} (redacted)`,
    recordSha256: digest,
    foot: { ...document.foot, dossierId: `${document.foot.dossierId} redacted` },
    cover: coverOf(document.cover, edition.original, `Redacted, by the policy “${edition.policy.title}”`),
    sections: [withheldSection(edition, result.withheld), ...drawn, withheldFields(drawn.length + 2, result.withheld)],
    attachments: [file],
    properties: {},
    rendition: marked('REDACTED'),
    bars: true,
  };
}

/** The document of a rendition. Pure: the same record and edition give the same document. */
export const assembleEdition = (record: DossierRecord, edition: Edition): DossierDocument =>
  edition.kind === 'flat' ? flat(record, edition.original) : redacted(record, edition);
