import { madeFiles } from './attachments/made-files';
import type { Attachment, Block, DossierDocument, DrawnSection } from './blocks';
import { cardProperties } from './cards/card-files';
import { cover, isIllustrative, ownerOf, sentenceOf } from './cover';
import type { DossierRecord, RecordedFile } from './dossier-record';
import { sectionsOf, type NumberedSection } from './gap-numbers';
import { printedProducer } from './producer';

/** The bytes of the files that are kept inside, by digest. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

/** The same, or where each is to be had when its turn comes. */
export type FileContents = ReadonlyMap<string, Attachment['bytes']>;

export { RECORD_FILE } from './attachments/made-files';

/** Every file that is kept inside, once each. */
export const filesInside = ({ evidence }: DossierRecord): readonly RecordedFile[] =>
  evidence.flatMap(({ files }) => files.filter(({ kept }) => kept === 'inside'));

const drawn = ({ entry, blocks }: NumberedSection, index: number): DrawnSection => ({
  number: index + 1,
  title: entry.heading,
  summary: entry.summary,
  blocks: blocks[0]?.kind === 'lead' ? blocks : [{ kind: 'lead', text: entry.lead } satisfies Block, ...blocks],
});

/** The sections as they are drawn, on paper and on a page alike: numbered, each beginning with what it answers. */
export const drawnSections = ({ sections }: { readonly sections: readonly NumberedSection[] }): DrawnSection[] =>
  sections.map(drawn);

/** What is made of the record alone, `record.json` first and the manifest last, then the files of the evidence. */
function attachments(record: DossierRecord, files: FileContents): Attachment[] {
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
  return [...madeFiles(record).attachments, ...inside];
}

/** The whole document that the writer draws. Pure: the same record and files give the same document. */
export function assemble(record: DossierRecord, files: FileContents): DossierDocument {
  const { dossier, model, version } = record;
  const { recordSha256 } = madeFiles(record).manifest;
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
    attachments: attachments(record, files),
    properties: cardProperties(record),
    ...(dossier.template.confidentiality === undefined ? {} : { legend: dossier.template.confidentiality }),
  };
}
