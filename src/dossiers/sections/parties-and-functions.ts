import { cite, printedCitation, type Citation } from '../../kernel/citation';
import type { Cell, Row } from '../blocks';
import type { DossierRecord, RecordedFunction } from '../dossier-record';
import { outcomeCell } from './outcomes';
import { spoken, type Gap, type Section, type SectionBlock } from './section';
import { gapsOfThirdParty, isThirdParty } from './third-party';

const ROLE_CITES: Readonly<Record<string, readonly Citation[]>> = {
  owner: [cite('CFR-21', '807.3(d)')],
  manufacturer: [cite('CFR-21', '807.3(d), 807.20(a)')],
  'specification-developer': [cite('CFR-21', '807.20(a)(1)')],
  'co-developer': [cite('ISO-13485', '7.3.2')],
  'base-model-supplier': [cite('ISO-13485', '7.4'), cite('IEC-62304', '8.1.2')],
  supplier: [cite('ISO-13485', '7.4'), cite('IEC-62304', '8.1.2')],
  host: [cite('DSF-2022-09-28', '§III.E')],
  distributor: [cite('CFR-21', '807.3(d)')],
  deployer: [cite('AI-2025-01-07', 'App. E')],
};

const uniquely = (texts: readonly string[]): string[] => [...new Set(texts)];

function partyRows({ parties }: DossierRecord): Row[] {
  return uniquely(parties.map(({ name }) => name)).map((name) => {
    const mine = parties.filter((party) => party.name === name);
    const [{ place, country }] = mine;
    const notes = uniquely(mine.flatMap(({ note }) => (note === null ? [] : [note])));
    const cites = uniquely(mine.flatMap(({ role }) => (ROLE_CITES[role] ?? []).map(printedCitation)));
    const where = place === null ? country : `${place}, ${country}`;
    return {
      cells: [
        { lines: [[{ text: name, style: 'strong' }], where] },
        spoken(mine.map(({ role }) => role).join('; ')),
        notes.length === 0 ? [{ text: 'not stated', style: 'muted' }] : notes.join(' '),
        cites.join('; '),
      ],
    };
  });
}

const parties = (record: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Parties and their roles',
  columns: [
    { head: 'Party', weight: 26 },
    { head: 'Role', weight: 27 },
    { head: 'What that means here', weight: 33 },
    { head: 'Citation', weight: 26 },
  ],
  rows: partyRows(record),
});

const refCell = (code: string | undefined): Cell =>
  code === undefined ? { mark: 'gap', text: 'missing' } : [{ ref: code, page: true }];

const functionRow = (one: RecordedFunction): Row => ({
  cells: [
    [{ text: one.code, style: 'strong' }],
    { lines: [one.name, [{ text: one.purpose, style: 'muted' }]] },
    refCell(one.intendedUse?.code),
    refCell(one.classifications[0]?.code),
    outcomeCell(one),
  ],
});

const functions = ({ functions: all }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Functions, each with its own intended use and its own determination',
  columns: [
    { head: 'Id', weight: 10 },
    { head: 'Function', weight: 40 },
    { head: 'Intended use', unit: 'and page', weight: 20 },
    { head: 'Determination', unit: 'and page', weight: 21 },
    { head: 'Outcome recorded', weight: 34 },
  ],
  rows: all.map(functionRow),
  notes: ['A function is one purpose of the product (FD&C 520(o)(2); MFDP guidance 2020-07-29, §III).'],
});

const partRow = ({ kind, name, sha256 }: DossierRecord['version']['artifacts'][number]): Row => ({
  cells: [spoken(kind), name, { sha256 }],
});

const parts = ({ version }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'What this version is made of',
  columns: [
    { head: 'Part', weight: 22 },
    { head: 'Identity', weight: 40 },
    { head: 'SHA-256', weight: 46 },
  ],
  rows: version.artifacts.map(partRow),
  notes: [
    `${version.parent === null ? 'No parent version' : `Parent version ${version.parent}`}. ${version.changeSummary}`,
  ],
});

const noManufacturer = ({ model }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'warning',
  title: 'No manufacturer is named',
  text: 'No party has the role of manufacturer or specification developer, so nobody is shown to answer for the device functions.',
  affects: ['Parties'],
  closes: 'Give the role to an organization',
  cites: [cite('CFR-21', '807.3(d)'), cite('DSF-2022-09-28', '§III.E')],
  href: `/api/v1/models/${model.id}/parties`,
});

const noArtifacts = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'error',
  title: 'No artifact digest',
  text: `Nothing says which bytes ${version.label} is. Without the digest of its weights or container no evidence can be tied to it.`,
  affects: [version.semanticVersion],
  closes: 'Record the digests of its artifacts',
  cites: [cite('ISO-13485', '7.5.8')],
  href: `/api/v1/versions/${version.id}`,
  field: 'artifacts',
});

const noFunctions = ({ model }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'error',
  title: 'No function',
  text: 'The model has no software function, so there is nothing to state an intended use for and nothing to classify.',
  affects: [model.name],
  closes: 'Add the functions of the model',
  cites: [cite('MFDP', '§III')],
  href: `/api/v1/models/${model.id}/functions`,
});

/** Who answers for what, what the product does, and the digests of what it is made of. */
export const partiesAndFunctions: Section = ({ record }) => {
  const isMade = record.parties.some(({ role }) => role === 'manufacturer' || role === 'specification-developer');
  return [
    ...(record.parties.length === 0 ? [] : [parties(record)]),
    ...(isMade ? [] : [noManufacturer(record)]),
    ...(isThirdParty(record) ? gapsOfThirdParty(record) : []),
    ...(record.functions.length === 0 ? [noFunctions(record)] : [functions(record)]),
    ...(record.version.artifacts.length > 0 ? [parts(record)] : []),
    ...(record.version.artifacts.length > 0 || isThirdParty(record) ? [] : [noArtifacts(record)]),
  ];
};
