import type { Attachment, Block, Cover, DossierDocument, DrawnSection } from './blocks';
import { printedInstant } from '../kernel/clock';
import { canonicalBytes, sha256 } from '../kernel/digest';
import type { DossierRecord, RecordedFile } from './dossier-record';
import { sectionsOf, type NumberedSection } from './gap-numbers';
import { printedProducer } from './producer';
import { deviceStatusOf, outcomeOf } from './sections/outcomes';
import { spoken } from './sections/section';

/** The bytes of the files that are kept inside, by digest. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

export const RECORD_FILE = 'record.json';

/** Every file that is kept inside, once each. */
export const filesInside = ({ evidence }: DossierRecord): readonly RecordedFile[] =>
  evidence.flatMap(({ files }) => files.filter(({ kept }) => kept === 'inside'));

const ownerOf = ({ parties, model }: DossierRecord): string =>
  (parties.find(({ role }) => role === 'owner') ?? parties.find(({ role }) => role === 'manufacturer'))?.name ??
  `the owner of ${model.name}`;

function partyRows({ parties }: DossierRecord): Cover['rows'] {
  const names = [...new Set(parties.map(({ name }) => name))].slice(0, 4);
  return names.map((name) => {
    const mine = parties.filter((party) => party.name === name);
    const [{ place, country, role }] = mine;
    const others = mine.slice(1).map((party) => party.role.replaceAll('-', ' '));
    const where = place === null ? country : `${place}, ${country}`;
    const also = others.length === 0 ? '' : `; ${others.join(', ')}`;
    return { label: spoken(role), text: [{ text: name, style: 'strong' }, `, ${where}${also}`] };
  });
}

const ARTIFACTS_ON_COVER = 3;

function cover(record: DossierRecord, recordSha256: string): Cover {
  const { dossier, model, version } = record;
  const issued = dossier.draft ? 'Not issued: a preview made' : '';
  const isMadeUp = isIllustrative(record);
  return {
    kind: dossier.template.title,
    name: model.name,
    version: version.semanticVersion,
    rows: [
      ...partyRows(record),
      {
        label: 'Version state',
        text: [{ text: spoken(version.state), style: 'strong' }, ` since ${version.stateSince.slice(0, 10)}`],
      },
      {
        label: 'Dossier',
        text: [
          { text: dossier.code, style: 'strong' },
          `, template ${dossier.template.id} ${dossier.template.edition}`,
        ],
      },
      {
        label: 'Issued',
        text: [issued, { text: ` ${printedInstant(dossier.issuedAt)}`, style: 'strong' }, ` by ${dossier.issuedBy}`],
      },
      { label: 'Supersedes', text: dossier.supersedes ?? 'none' },
    ],
    determinations: record.functions.map((one) => {
      const status = deviceStatusOf(one);
      const outcome = status === undefined ? null : outcomeOf(status);
      return {
        id: one.code,
        name: one.name,
        outcome: outcome?.frame ?? 'undetermined',
        text: outcome?.words ?? 'Not classified',
        ref: status?.code ?? '',
      };
    }),
    qr: `${dossier.code} ${recordSha256}`,
    qrCaption: 'Dossier id and record digest',
    digests: [
      { label: 'Record of facts', sha256: recordSha256 },
      ...version.artifacts
        .slice(0, ARTIFACTS_ON_COVER)
        .map(({ kind, sha256: digest }) => ({ label: spoken(kind), sha256: digest })),
    ],
    sentence: sentenceOf(record),
    small: isMadeUp
      ? 'Figures marked as illustrative are made up to show the form of the dossier. Nothing in it is a claim about a real product, and no FDA review of it has taken place.'
      : 'Only a marketing decision, a response to a 513(g) request or feedback on a Q-Submission is FDA’s own. This file is none of these.',
  };
}

const sentenceOf = (record: DossierRecord): string =>
  `A determination recorded by ${ownerOf(record)} on ${record.dossier.issuedAt.slice(0, 10)}; not an FDA decision.`;

const isIllustrative = ({ model, evidence }: DossierRecord): boolean =>
  model.illustrative || evidence.some(({ illustrative }) => illustrative);

const drawn = ({ entry, blocks }: NumberedSection, index: number): DrawnSection => ({
  number: index + 1,
  title: entry.heading,
  summary: entry.summary,
  blocks: [{ kind: 'lead', text: entry.lead } satisfies Block, ...blocks],
});

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
    sections: sectionsOf(record).sections.map(drawn),
    attachments: attachments(record, bytes, files),
  };
}
