import type { FactBox } from '../card-blocks';
import type { GapBlock, Run, Text } from '../blocks';
import { evidenceOf } from '../cards/card-facts';
import { ownerOf } from '../cover';
import type { DossierRecord, RecordedEvidence, RecordedFunction, RecordedIntendedUse } from '../dossier-record';
import { categoryOf, deviceStatusOf, outcomeOf } from './outcomes';
import { spoken, type SectionBlock } from './section';
import { submissionName } from './submissions';

const NOT_STATED: Text = [{ text: 'not stated in the record', style: 'muted' }];

/** As much as a box has room for; the whole stands where the reference leads. */
const MOST = 70;

/** The beginning of a text, to the last whole word that fits; a cut one ends in an ellipsis. */
export function short(text: string, most = MOST): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()} …`;
}

const ref = (code: string): Run => ({ ref: code, page: true });

const listed = (code: string, at: number): Run[] => (at === 0 ? [{ ref: code }] : [', ', { ref: code }]);

/** Runs with a word between them. */
const joined = (runs: readonly (readonly Run[])[], between = '; '): Text =>
  runs.length === 0 ? NOT_STATED : runs.flatMap((one, at) => (at === 0 ? one : [between, ...one]));

/** What the intended uses say of one thing, once where all say the same. */
function ofUses({ functions }: DossierRecord, say: (use: RecordedIntendedUse) => string): Text {
  const uses = functions.flatMap(({ intendedUse }) => (intendedUse === null ? [] : [intendedUse]));
  const texts = [...new Set(uses.map(say))];
  const [first] = texts;
  if (first === undefined) return NOT_STATED;
  const others = uses.filter((use) => say(use) !== first).map(({ code }) => code);
  const more = others.length === 0 ? [] : [['otherwise in ', ...others.flatMap(listed)]];
  return joined([[`${short(first)} `, ref(uses[0].code)], ...more]);
}

const partiesIn = ({ parties }: DossierRecord, roles: readonly string[]): Text => {
  const names = [...new Set(parties.filter(({ role }) => roles.includes(role)).map(({ name }) => name))];
  return names.length === 0 ? NOT_STATED : names.join('; ');
};

/** What is recorded of authorities, and the determinations; never a word that is theirs. */
function regulatory({ submissions, functions }: DossierRecord): Text {
  const went = submissions.map(submissionName);
  const codes = functions.flatMap((one) => deviceStatusOf(one)?.code ?? []);
  return [
    went.length === 0 ? 'No submission. ' : `${went.join('; ')}, as recorded. `,
    ...(codes.length === 0 ? ['Not classified'] : ['Determinations recorded by the owner, ']),
    ...codes.flatMap((code, at): Run[] => [...(at === 0 ? [] : [', ']), ref(code)]),
  ];
}

const basic = (record: DossierRecord): FactBox => {
  const { version, functions } = record;
  return {
    title: 'Basic and release',
    rows: [
      { label: 'Owner', text: [{ text: ownerOf(record), style: 'strong' }] },
      { label: 'Contact', text: NOT_STATED },
      { label: 'Version', text: [{ text: version.semanticVersion, style: 'strong' }, `, ${version.label}`] },
      { label: 'Stage', text: `${spoken(version.state)} since ${version.stateSince.slice(0, 10)}` },
      { label: 'Functions', text: functions.length === 0 ? NOT_STATED : functions.map(({ code }) => code).join(', ') },
      { label: 'FDA', text: regulatory(record) },
    ],
  };
};

const directions = (record: DossierRecord): FactBox => ({
  title: 'Uses and directions',
  rows: [
    { label: 'Use', text: ofUses(record, ({ statement }) => statement) },
    { label: 'Users', text: ofUses(record, ({ users }) => users) },
    { label: 'Population', text: ofUses(record, ({ population }) => population) },
    { label: 'Out of scope', text: ofUses(record, ({ exclusions }) => exclusions) },
  ],
});

const riskLevel = (one: RecordedFunction): Run[][] => {
  const category = categoryOf(one);
  return category === undefined
    ? []
    : [[`${one.code} ${outcomeOf(category).words.replace('SaMD category ', '')} `, ref(category.code)]];
};

function failedClaims({ claims }: DossierRecord): Text {
  const failed = claims.filter(({ withdrawal, judgement }) => withdrawal === null && judgement.outcome !== 'holds');
  if (failed.length === 0) return claims.length === 0 ? 'no claim is stated' : 'none: every claim holds';
  return joined(
    failed.map(({ code, judgement: { outcome } }) => [
      ref(code),
      outcome === 'not-shown' ? ' is not shown' : ' does not hold',
    ]),
  );
}

const openGaps = (gaps: readonly GapBlock[]): Text =>
  gaps.length === 0 ? 'none was found' : [{ text: String(gaps.length), style: 'strong' }, ', from ', ref(gaps[0].id)];

const cited = (all: readonly RecordedEvidence[]): Text => joined(all.map(({ code }) => [ref(code)]));

const warnings = (record: DossierRecord, gaps: readonly GapBlock[]): FactBox => ({
  title: 'Warnings',
  rows: [
    { label: 'Claims', text: failedClaims(record) },
    { label: 'Known bias', text: cited(evidenceOf(record, ['subgroup-performance'])) },
    { label: 'Risk file', text: cited(evidenceOf(record, ['risk'])) },
    { label: 'IMDRF', text: joined(record.functions.flatMap(riskLevel)) },
    { label: 'Open gaps', text: openGaps(gaps) },
  ],
});

/** What it is, what it is for, and what to beware of. */
export const factsAbove = (record: DossierRecord, gaps: readonly GapBlock[]): SectionBlock => ({
  kind: 'facts',
  boxes: [basic(record), directions(record), warnings(record, gaps)],
});

const system = (record: DossierRecord): FactBox => {
  const { baseModel, artifacts } = record.version;
  const base = baseModel && `${baseModel.name}, revision ${baseModel.revision}, of ${baseModel.supplier}`;
  return {
    title: 'AI system facts',
    rows: [
      { label: 'Base model', text: base ?? NOT_STATED },
      { label: 'Input', text: ofUses(record, ({ inputs }) => inputs) },
      { label: 'Output', text: ofUses(record, ({ outputs }) => outputs) },
      {
        label: 'Parts',
        text: artifacts.length === 0 ? NOT_STATED : `${artifacts.length}, with their digests in bom.cdx.json`,
      },
      { label: 'Security', text: cited(evidenceOf(record, ['cybersecurity'])) },
    ],
  };
};

function data({ version: { trainingData } }: DossierRecord): FactBox {
  const sites = new Set(trainingData.flatMap((set) => set.sites));
  const names = trainingData.map(({ name }) => name).join('; ');
  const bases = [...new Set(trainingData.map(({ basis }) => spoken(basis)))].join('; ');
  return {
    title: 'Development data',
    rows: [
      { label: 'Source', text: names === '' ? NOT_STATED : short(names) },
      { label: 'Sites', text: sites.size === 0 ? NOT_STATED : `${sites.size}: ${short([...sites].join('; '))}` },
      { label: 'De-identified', text: bases === '' ? NOT_STATED : bases },
      { label: 'Mitigation', text: NOT_STATED },
    ],
  };
}

const upkeep = (record: DossierRecord): FactBox => ({
  title: 'Upkeep and openness',
  rows: [
    { label: 'Change', text: short(record.version.changeSummary) },
    { label: 'Parent', text: record.version.parent ?? 'none' },
    { label: 'Monitoring', text: cited(evidenceOf(record, ['monitoring'])) },
    { label: 'Others', text: partiesIn(record, ['co-developer', 'base-model-supplier', 'supplier', 'host']) },
    { label: 'Funding', text: NOT_STATED },
    { label: 'Card', text: 'CHAI Applied Model Card 0.2, attached as chai-card.xml' },
  ],
});

/** What it is made of, from what data, and how it is kept. */
export const factsBelow = (record: DossierRecord): SectionBlock => ({
  kind: 'facts',
  boxes: [system(record), data(record), upkeep(record)],
});
