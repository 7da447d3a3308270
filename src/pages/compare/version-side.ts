import { printedInstant, worded } from '../../http/pages/words';
import { STATES } from '../../models/model-page';
import type { ModelVersion } from '../../models/model-version.entity';
import { evidencePart } from './evidence-part';
import { claimsPart, classificationsPart, functionsPart, intendedUsesPart } from './functions-part';
import { codeField, type Entry, field, type Part, type Side } from './outline';
import { signersOf, signersPart } from './signers';
import type { ReadVersion } from './version-reading';

const baseModelOf = ({ baseModel }: ModelVersion): string | null =>
  baseModel === null ? null : `${baseModel.name}, ${baseModel.revision}, from ${baseModel.supplier}`;

function versionPart(read: ReadVersion): Part {
  const { version, parent, labelings } = read;
  const latest = labelings.at(-1);
  const itself: Entry = {
    ...{ key: 'version', title: 'The version itself', code: null, href: null },
    fields: [
      ...[field('Label', version.label), codeField('Semantic version', version.semanticVersion)],
      ...[field('State', STATES[version.state].word), field('What changed', version.changeSummary)],
      ...[field('Base model', baseModelOf(version)), codeField('Came from', parent)],
      ...[field('Statement of the supplier', version.supplierStatement)],
      field('Labeling', latest?.statement ?? null),
      codeField('Device identifier', latest?.udiDi ?? null),
    ],
  };
  const artifacts = version.artifacts.map(({ kind, name, sha256 }): Entry => ({
    ...{ key: `${kind}/${name}`, title: `${worded(kind)}: ${name}`, code: null, href: null },
    fields: [codeField('SHA-256', sha256)],
  }));
  const sets = version.trainingData.map(({ name, description, basis, sites }): Entry => ({
    ...{ key: `data/${name}`, title: `Training data: ${name}`, code: null, href: null },
    fields: [
      ...[field('Description', description), field('De-identification', worded(basis))],
      field('Sites', sites.length === 0 ? null : sites.join(', ')),
    ],
  }));
  return { id: 'version', title: 'Version', entries: [itself, ...artifacts, ...sets] };
}

function submissionsPart({ submissions }: ReadVersion): Part {
  const entries = submissions.map(({ submission, letters }): Entry => {
    const { id, kind, authority, number, submittedOn, decidedOn, decisionKind, decision } = submission;
    return {
      ...{ key: id, title: `${worded(kind)} to ${authority}`, code: number, href: `/submissions/${id}` },
      fields: [
        ...[codeField('Number', number), codeField('Submitted on', submittedOn), codeField('Decided on', decidedOn)],
        ...[field('What came back', worded(decisionKind)), field('In words', decision)],
        field('Letters', letters.length === 0 ? null : letters.map(({ name }) => name).join(', ')),
      ],
    };
  });
  return { id: 'submissions', title: 'Submissions', entries };
}

function dossiersPart(read: ReadVersion): Part {
  const entries = read.dossiers.map(({ id, code, template, templateEdition, issuedAt, issuedBy, sha256 }): Entry => {
    const issued = `${printedInstant(issuedAt).text} by ${issuedBy}`;
    return {
      ...{ key: template, title: `Dossier ${code}`, code, href: `/dossiers/${id}` },
      fields: [
        ...[codeField('Template', `${template} ${templateEdition}`), field('Issued', issued)],
        ...[codeField('SHA-256', sha256), field('Signed by', signersOf(read, id))],
      ],
    };
  });
  return { id: 'dossiers', title: 'Dossiers', entries: entries.reverse() };
}

/** A version as one side of a comparison. */
export function versionSide(read: ReadVersion, isOfOneModel: boolean): Side {
  const { version, model, approvedAt } = read;
  return {
    name: isOfOneModel ? version.semanticVersion : `${model.name} ${version.semanticVersion}`,
    href: `/versions/${version.id}`,
    note:
      approvedAt === null
        ? 'Not approved: what is said of its functions is as it stands now'
        : `Approved ${printedInstant(approvedAt).text}: what is said of its functions is as it was then`,
    illustrative: model.illustrative,
    parts: [
      ...[versionPart(read), functionsPart(read, isOfOneModel), intendedUsesPart(read, isOfOneModel)],
      ...[classificationsPart(read, isOfOneModel), claimsPart(read, isOfOneModel)],
      ...[evidencePart(read), submissionsPart(read), dossiersPart(read), signersPart(read)],
    ],
  };
}
