import { cite } from '../../kernel/citation';
import type { Cell } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import { labelingOf } from './labeling';
import { orNone, spoken, type Gap, type Section, type SectionBlock } from './section';
import { signedRows } from './signed-by';
import { submissionsOf } from './submissions';

/** The rule behind a basis; data that are public or of nobody need none. */
const BASIS_CITES: Readonly<Record<string, string>> = {
  'safe-harbor': '45 CFR 164.514(b)(2)',
  'expert-determination': '45 CFR 164.514(b)(1)',
  'limited-data-set': '45 CFR 164.514(e)',
};

const basisCell = (basis: string): Cell =>
  basis in BASIS_CITES ? { lines: [spoken(basis), [{ text: BASIS_CITES[basis], style: 'muted' }]] } : spoken(basis);

const STATES: Readonly<Record<string, string>> = {
  draft: 'Draft: it may still change',
  'in-review': 'In review: frozen, not approved',
  approved: 'Approved by the organization, not released',
  released: 'Released by the organization',
  retired: 'Retired',
};

function identity(record: DossierRecord): SectionBlock {
  const { model, version } = record;
  return {
    kind: 'form',
    rows: [
      { label: 'Model', text: `${model.name}${model.kind === 'own' ? '' : ', a model of a third party'}` },
      { label: 'Description', text: model.description },
      { label: 'Version', text: `${version.label} (${version.semanticVersion})` },
      { label: 'State', text: `${STATES[version.state] ?? version.state}, since ${version.stateSince.slice(0, 10)}` },
      ...signedRows(record, version.label),
      { label: 'Registered', text: version.createdAt.slice(0, 10) },
      { label: 'Parent version', text: version.parent ?? 'none' },
      { label: 'Change', text: version.changeSummary, cites: [cite('ISO-13485', '7.3.9')] },
      ...(model.kind === 'own'
        ? []
        : [
            {
              label: 'Of the supplier',
              text: orNone(version.supplierStatement),
              cites: [cite('ISO-13485', '7.4.2')],
            },
          ]),
    ],
  };
}

const baseModel = ({ version: { baseModel: base } }: DossierRecord): SectionBlock[] =>
  base === null
    ? []
    : [
        { kind: 'heading', level: 2, text: 'Base model' },
        {
          kind: 'form',
          rows: [
            { label: 'Name', text: base.name },
            { label: 'Revision', text: base.revision, cites: [cite('IEC-62304', '8.1.2')] },
            { label: 'Supplier', text: base.supplier, cites: [cite('ISO-13485', '7.4')] },
          ],
        },
      ];

const noBaseModel = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'note',
  title: 'No base model is named',
  text: 'Nothing says whether this version was made from another model. If it was trained from nothing, that should be said.',
  affects: [version.semanticVersion],
  closes: 'Name the base model and its revision',
  cites: [cite('IEC-62304', '8.1.2')],
  href: `/api/v1/versions/${version.id}`,
  field: 'baseModel',
});

const dataSets = ({ version }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Training data and the basis on which it is free of identity',
  columns: [
    { head: 'Data set', weight: 24 },
    { head: 'What it is', weight: 42 },
    { head: 'Basis', weight: 28 },
    { head: 'Sites', weight: 26 },
  ],
  rows: version.trainingData.map(({ name, description, basis, sites }) => ({
    cells: [
      [{ text: name, style: 'strong' }],
      description,
      basisCell(basis),
      sites.length === 0 ? [{ text: 'none named', style: 'muted' }] : sites.join('; '),
    ],
  })),
});

const noTrainingData = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'warning',
  title: 'No training data is named',
  text: 'The record does not say on what data this version was trained, nor on what basis those data are free of identity.',
  affects: [version.semanticVersion],
  closes: 'Name the data sets with basis and sites',
  cites: [cite('CFR-45', '164.514'), cite('AI-2025-01-07', '§VIII')],
  href: `/api/v1/versions/${version.id}`,
  field: 'trainingData',
});

const oneSite = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'note',
  title: 'Training data from one site',
  text: 'All named training sites are one. Validation data should come from other sites.',
  affects: [version.semanticVersion],
  closes: 'Record evidence from other sites',
  cites: [cite('AI-2025-01-07', '§VIII')],
  href: `/api/v1/versions/${version.id}/evidence`,
  field: 'trainingData',
});

/** Where the model comes from, and the data that it was trained on. */
export const provenance: Section = ({ record }) => {
  const sites = new Set(record.version.trainingData.flatMap((set) => set.sites));
  return [
    identity(record),
    ...labelingOf(record),
    ...submissionsOf(record),
    ...baseModel(record),
    ...(record.version.baseModel === null ? [noBaseModel(record)] : []),
    ...(record.version.trainingData.length === 0 ? [noTrainingData(record)] : [dataSets(record)]),
    ...(sites.size === 1 ? [oneSite(record)] : []),
  ];
};
