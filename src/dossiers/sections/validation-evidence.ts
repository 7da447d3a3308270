import { printedInstant } from '../../kernel/clock';
import type { Text } from '../blocks';
import type { DossierRecord, RecordedEvidence } from '../dossier-record';
import { figures } from './evidence-figures';
import { gapsOfEvidence } from './evidence-gaps';
import { plots } from './evidence-plot';
import { missingPillars, noEvidence, pillarInWords, register } from './evidence-register';
import { signedRows } from './signed-by';
import { grouped, orNone, spoken, type Section, type SectionBlock } from './section';

type FormRow = Extract<SectionBlock, { kind: 'form' }>['rows'][number];

const known = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(', ');

function runRows({ results }: RecordedEvidence): FormRow[] {
  if (results === null) return [];
  const { tool, model, evaluatedAt, status, limit, importer } = results;
  const version = tool.version === null ? 'version not in file' : `version ${tool.version}`;
  return [
    {
      label: 'Tool',
      text: known([tool.name, version, tool.commit === null ? null : `commit ${tool.commit}`]),
      margin: [`Read by ${importer}`],
    },
    {
      label: 'Model in the file',
      text: model.id ?? 'not named',
      margin: model.revision === null ? [] : [`revision ${model.revision}`],
    },
    {
      label: 'Run started',
      text: evaluatedAt === null ? 'not in the file' : evaluatedAt.replace('T', ' ').replace('Z', ' UTC'),
    },
    { label: 'Run', text: `${spoken(status)}${limit === null ? '' : `, limited to ${limit}`}` },
  ];
}

function warningRows({ results }: RecordedEvidence): FormRow[] {
  const warnings = results?.warnings ?? [];
  return warnings.map(({ code, detail, at }) => ({
    label: 'Warning',
    text: detail,
    margin: [code, ...(at === null ? [] : [[{ text: at, style: 'mono' } as const]])] as readonly Text[],
  }));
}

const fileRows = ({ files }: RecordedEvidence): FormRow[] =>
  files.flatMap(({ name, size, sha256, role, kept, disposal }) => [
    { label: 'File', text: `${name}, ${grouped(size)} bytes`, margin: [`${role}; ${kept}`] },
    { label: 'SHA-256', text: { sha256 } },
    ...(disposal === undefined ? [] : [{ label: 'Disposed of', text: disposal }]),
  ]);

const stateRows = ({ state, withdrawal, supersedes }: RecordedEvidence): FormRow[] => [
  ...(state === 'recorded' ? [] : [{ label: 'State', text: spoken(state) }]),
  ...(withdrawal === null
    ? []
    : [{ label: 'Withdrawn', text: `${withdrawal.at.slice(0, 10)} by ${withdrawal.by}: ${withdrawal.reason}` }]),
  ...(supersedes === null ? [] : [{ label: 'Supersedes', text: supersedes }]),
];

const form = (one: RecordedEvidence, facts: DossierRecord): SectionBlock => ({
  kind: 'form',
  rows: [
    ...stateRows(one),
    { label: 'Kind', text: `${spoken(one.kind)}; ${pillarInWords(one.pillar)}` },
    { label: 'Is to show', text: orNone(one.shows.length === 0 ? null : one.shows.join(', ')) },
    { label: 'Protocol', text: orNone(one.protocol) },
    { label: 'Performed', text: `${one.performedOn} by ${one.performedBy}` },
    {
      label: 'Recorded',
      text: `${printedInstant(one.recordedAt)} by ${one.recordedBy}`,
      ...(one.lateEntry ? { margin: ['Late entry'] } : {}),
    },
    ...signedRows(facts, one.code),
    ...runRows(one),
    ...one.statedFacts.map(({ fact, text }) => ({
      label: 'Stated',
      text: `${fact}: ${text}`,
      margin: ['by a person, not in the file'],
    })),
    { label: 'Stays fresh', text: orNone(one.staysFresh) },
    ...warningRows(one),
    ...fileRows(one),
  ],
});

const illustrative: SectionBlock = {
  kind: 'paragraph',
  voice: 'note',
  text: [
    { text: 'Illustrative: ', style: 'strong' },
    'these figures are made up to show the form and are no result of any model.',
  ],
};

const record = (one: RecordedEvidence, facts: DossierRecord): SectionBlock[] => [
  { kind: 'heading', level: 2, id: one.code, text: one.title },
  ...(one.illustrative ? [illustrative] : []),
  form(one, facts),
  ...gapsOfEvidence(one, facts),
  ...(one.results === null ? [] : [figures(one), ...plots(one, facts)]),
];

/** What shows that the version works: the register, then each record in full with every figure of its file. */
export const validationEvidence: Section = ({ record: facts }) =>
  facts.evidence.length === 0
    ? [noEvidence(facts)]
    : [
        register(facts),
        ...(facts.evidence.some(({ state }) => state === 'recorded') ? [] : [noEvidence(facts)]),
        ...missingPillars(facts),
        ...facts.evidence.flatMap((one) => record(one, facts)),
      ];
