import { cite } from '../../kernel/citation';
import type { Cell, Row, Run, Text } from '../blocks';
import { evidenceOf } from '../cards/card-facts';
import type { DossierRecord, RecordedEvidence, RecordedIntendedUse } from '../dossier-record';
import { spoken, type Gap, type Section, type SectionBlock } from './section';

/** One thing that the user is told: what of it is recorded, and where. Empty where the record holds nothing. */
interface Field {
  /** `C4-a`. */
  readonly code: string;
  readonly title: string;
  readonly asks: string;
  readonly said: readonly Text[];
  readonly where: readonly string[];
}

const usesOf = ({ functions }: DossierRecord): RecordedIntendedUse[] =>
  functions.flatMap(({ intendedUse }) => (intendedUse === null ? [] : [intendedUse]));

const ofUses = (record: DossierRecord, say: (use: RecordedIntendedUse) => string): Text[] =>
  usesOf(record).map((use): Text => [{ text: `${use.code}: `, style: 'strong' }, say(use)]);

const codesOf = (record: DossierRecord): string[] => usesOf(record).map(({ code }) => code);

const cited = (all: readonly RecordedEvidence[]): Text[] =>
  all.map(({ code, title }): Text => [{ ref: code, page: true }, `: ${title}`]);

const purpose = (record: DossierRecord): Field => ({
  ...{ code: 'C4-a', title: 'Purpose' },
  asks: 'The intended use, the user, the patients, and that it is not for time-critical decisions',
  said: ofUses(
    record,
    ({ statement, users, population, exclusions }) =>
      `${statement} Users: ${users}. Patients: ${population}. Not for: ${exclusions}`,
  ),
  where: codesOf(record),
});

const inputs = (record: DossierRecord): Field => ({
  ...{ code: 'C4-b', title: 'Inputs' },
  asks: 'Every input, how it is obtained and why it is relevant',
  said: ofUses(record, (use) => use.inputs),
  where: codesOf(record),
});

const logic = ({ model, version: { baseModel } }: DossierRecord): Field => ({
  ...{ code: 'C4-c-i', title: 'Logic' },
  asks: 'In plain words how the recommendation comes about',
  said: [
    model.description,
    ...(baseModel === null
      ? []
      : [`Made from ${baseModel.name}, revision ${baseModel.revision}, of ${baseModel.supplier}.`]),
  ],
  where: [],
});

const data = ({ version }: DossierRecord): Field => ({
  ...{ code: 'C4-c-ii', title: 'Data' },
  asks: 'The data relied on: who is in it, from where, and that development and validation are apart',
  said: version.trainingData.map(({ name, description, basis, sites }): Text => {
    const from = sites.length === 0 ? 'none named' : sites.join('; ');
    return [{ text: `${name}: `, style: 'strong' }, `${description} ${spoken(basis)}. Sites: ${from}.`];
  }),
  where: [],
});

const validation = ({ claims, ...record }: DossierRecord): Field => {
  const shown = record.evidence.filter(({ state, results }) => state === 'recorded' && results !== null);
  const judged = claims.filter(({ withdrawal }) => withdrawal === null);
  const words = { holds: 'holds', 'does-not-hold': 'does not hold', 'not-shown': 'is not shown' } as const;
  return {
    ...{ code: 'C4-c-iii', title: 'Validation' },
    asks: 'Results and their limits, with groups that were not tested or vary',
    said: [
      ...cited(shown),
      ...judged.map(({ code, statement, judgement }) => `${code} ${words[judgement.outcome]}: ${statement}`),
    ],
    where: shown.map(({ code }) => code),
  };
};

const patient = (record: DossierRecord): Field => ({
  ...{ code: 'C4-d', title: 'This patient' },
  asks: 'What is known and not known of the patient at hand: missing or unexpected inputs, and what drove the output',
  said: ofUses(record, (use) => use.outputs),
  where: codesOf(record),
});

const sources = ({ version }: DossierRecord): Field => ({
  ...{ code: 'C4-e', title: 'Sources' },
  asks: 'The sources, dated and within reach of the user',
  said: version.artifacts.filter(({ kind }) => kind === 'retrieval-corpus').map(({ name }) => name),
  where: [],
});

const usability = (record: DossierRecord): Field => {
  const all = evidenceOf(record, ['usability']);
  return {
    ...{ code: 'C4-f', title: 'Usability' },
    asks: 'Evidence that users do review the basis, where that is claimed',
    said: cited(all),
    where: all.map(({ code }) => code),
  };
};

const fieldsOf = (record: DossierRecord): Field[] =>
  [purpose, inputs, logic, data, validation, patient, sources, usability].map((field) => field(record));

const stateOf = ({ said }: Field): Cell =>
  said.length === 0 ? { mark: 'gap', text: 'not recorded' } : { mark: 'met', text: 'recorded' };

const places = ({ where }: Field): Text =>
  where.length === 0
    ? [{ text: 'below', style: 'muted' }]
    : where.flatMap((id, at): Run[] => [at === 0 ? '' : ', ', { ref: id, page: true }]);

const completeness = (fields: readonly Field[]): SectionBlock => ({
  kind: 'table',
  caption: 'Completeness of what the user is told',
  columns: [
    { head: 'Field', weight: 26 },
    { head: 'Asks for', weight: 64 },
    { head: 'Recorded', weight: 24 },
    { head: 'Where', unit: 'and page', weight: 30 },
  ],
  rows: fields.map((field): Row => ({
    cells: [
      [{ text: field.code, style: 'strong' }, ` ${field.title}`],
      field.asks,
      stateOf(field),
      field.said.length === 0 ? [{ text: 'nowhere', style: 'muted' }] : places(field),
    ],
  })),
  notes: [
    'Recorded says that something is recorded under the field, not that it is enough: that is the judgement of the determination.',
  ],
});

const missing = ({ version }: DossierRecord, { code, title, asks }: Field): Gap => ({
  kind: 'gap',
  level: 'warning',
  title: `${code} ${title}: nothing is recorded`,
  text: `The user is to be told: ${asks.charAt(0).toLowerCase()}${asks.slice(1)}. The record holds nothing of it.`,
  affects: [version.semanticVersion],
  closes: 'Record it with the version or as evidence',
  cites: [cite('CDS-2026-01-29', '§IV(4)')],
  href: `/api/v1/versions/${version.id}`,
});

/** The basis as the user is told it (FD&C 520(o)(1)(E)(iii)), field by field, and whether the record has each. */
export const c4Disclosure: Section = ({ record }) => {
  const fields = fieldsOf(record);
  return [
    completeness(fields),
    ...fields.flatMap((field): (SectionBlock | Gap)[] => [
      { kind: 'heading', level: 3, text: `${field.code} ${field.title}` },
      ...(field.said.length === 0
        ? [missing(record, field)]
        : [{ kind: 'list', items: field.said, margin: [field.asks] } as const]),
    ]),
  ];
};
