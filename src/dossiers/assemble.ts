import type { Attachment, Block, DossierDocument, DrawnSection } from './blocks';
import { cover, isIllustrative, ownerOf, sentenceOf } from './cover';
import { canonicalBytes, sha256 } from '../kernel/digest';
import type { DossierRecord, RecordedFile } from './dossier-record';
import { sectionsOf, type NumberedSection } from './gap-numbers';
import { printedProducer } from './producer';

/** The bytes of the files that are kept inside, by digest. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

export const RECORD_FILE = 'record.json';

/** Every file that is kept inside, once each. */
export const filesInside = ({ evidence }: DossierRecord): readonly RecordedFile[] =>
  evidence.flatMap(({ files }) => files.filter(({ kept }) => kept === 'inside'));

const drawn = ({ entry, blocks }: NumberedSection, index: number): DrawnSection => ({
  number: index + 1,
  title: entry.heading,
  summary: entry.summary,
  blocks: [{ kind: 'lead', text: entry.lead } satisfies Block, ...blocks],
});

/** The sections as they are drawn, on paper and on a page alike: numbered, each beginning with what it answers. */
export const drawnSections = ({ sections }: { readonly sections: readonly NumberedSection[] }): DrawnSection[] =>
  sections.map(drawn);

function attachments(record: DossierRecord, bytes: Buffer, files: FileBytes): Attachment[] {
  const modifiedAt = record.dossier.issuedAt;
  const inside = record.evidence.flatMap(({ title, code, recordedAt, files: own }) =>
    own
      .filter(({ kept }) => kept === 'inside')
      .map(({ attachedAs, mediaType, sha256: digest }): Attachment => {
        const content = files.get(digest);
        if (content === undefined) throw new Error(`${attachedAs} is to be inside and its bytes were not given`);
        const description = `${code}: ${title}`;
        return {
          name: attachedAs,
          mediaType,
          description,
          relationship: 'Supplement',
          modifiedAt: recordedAt,
          bytes: content,
        };
      }),
  );
  const source: Attachment = {
    name: RECORD_FILE,
    mediaType: 'application/json',
    description: 'The record from which every page of this file is drawn (RFC 8785)',
    relationship: 'Source',
    modifiedAt,
    bytes,
  };
  return [source, ...inside];
}

/** The whole document that the writer draws. Pure: the same record and files give the same document. */
export function assemble(record: DossierRecord, files: FileBytes): DossierDocument {
  const { dossier, model, version } = record;
  const bytes = canonicalBytes(record);
  const recordSha256 = sha256(bytes);
  return {
    title: `${dossier.template.title}: ${model.name} ${version.semanticVersion}`,
    author: ownerOf(record),
    subject: sentenceOf(record),
    language: dossier.template.language,
    paper: dossier.template.paper,
    status: { draft: dossier.draft, illustrative: isIllustrative(record), issuedOn: dossier.issuedAt.slice(0, 10) },
    foot: {
      version: `${model.name} ${version.semanticVersion}`,
      dossierId: dossier.code,
      sentence: `A determination recorded by ${ownerOf(record)}; not an FDA decision.`,
    },
    recordSha256,
    createdAt: dossier.issuedAt,
    producer: printedProducer(record.producer),
    cover: cover(record, recordSha256),
    sections: drawnSections(sectionsOf(record)),
    attachments: attachments(record, bytes, files),
  };
}
