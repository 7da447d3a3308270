import { QUESTIONS } from '../../classification/questions';
import type { Change } from '../../classification/changes';
import type { Step } from '../../classification/step';
import { DISPOSITIONS } from '../../classification/dispositions';
import { printedInstant } from '../../kernel/clock';
import type { Json } from '../../kernel/digest';
import type { Text } from '../blocks';
import type { DossierRecord, RecordedClassification, RecordedFunction } from '../dossier-record';
import { initialsOf } from './initials';
import { markOf, outcomeOf } from './outcomes';
import type { SectionBlock } from './section';
import { signedRows } from './signed-by';

/** Constants of the published tables, as a person says them: `DRIVE_CLINICAL_MGMT` is “drive clinical management”. */
export const constantInWords = (constant: string): string =>
  /^[A-Z][A-Z_]{3,}$/.test(constant)
    ? constant.toLowerCase().replaceAll('_', ' ').replace('mgmt', 'management')
    : constant;

/** A stated value as people say it. */
export function valueInWords(value: Json): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (value === null) return 'Unknown';
  if (Array.isArray(value)) return value.map(valueInWords).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : capitalized(constantInWords(String(value)));
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The question that a fact answers. */
export const questionOf = (fact: string): string =>
  [...QUESTIONS.cds, ...QUESTIONS.imdrf].find((question) => question.fact === fact)?.question ?? fact;

/** The fact itself, where a step names it within a use. */
export const factOfStep = (name: string): string => name.replace(/^uses\[\d+]\./, '');

/** The label zone is narrow: a criterion is known by its number, another step by the place where its table stands. */
const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^c([1-4])$/, 'C$1'],
  [/^520o-([A-D])$/, '($1)'],
  [/^medical-purpose$/, 'Purpose'],
  [/^cds-discretion$/, 'ED'],
  [/^dsf$/, 'DSF'],
  [/^general-wellness$/, 'GW'],
  [/^(?:uses\[\d+]\.)?situation$/, '§5.2'],
  [/^uses\[\d+]\.category$/, '§7.2'],
  [/^category$/, '§7'],
];

/** The short name of a step: `C1`. */
export function labelOf({ id, label }: Step): string {
  const found = LABELS.find(([pattern]) => pattern.test(id));
  return found === undefined ? label : id.replace(...found);
}

export const isCriterion = ({ id }: Step): boolean => /^c[1-4]$/.test(id);

/** A step worth a row: a criterion, a step that asks for something new, or a ground that holds by itself. */
export function printedSteps({ result, facts }: RecordedClassification): { step: Step; asks: string[] }[] {
  const seen = new Set<string>();
  return result.steps
    .filter(({ id }) => id !== 'disposition')
    .map((step) => {
      const names = facts.flatMap(({ fact }) => Object.keys(step.facts).filter((name) => factOfStep(name) === fact));
      const asks = isCriterion(step) ? names : names.filter((name) => !seen.has(name));
      for (const name of names) seen.add(name);
      return { step, asks };
    })
    .filter(
      ({ step, asks }) => isCriterion(step) || asks.length > 0 || (step.result === true && !step.id.startsWith('520o')),
    );
}

function factLines(asks: readonly string[], { facts }: RecordedClassification): Text[] {
  return asks.flatMap((name): Text[] => {
    const stated = facts.find(({ fact }) => fact === factOfStep(name));
    if (stated === undefined) return [];
    const { fact, value, rationale, statedBy } = stated;
    const initials = { text: initialsOf(statedBy), style: 'strong' } as const;
    return [[`${questionOf(fact)} ${valueInWords(value)}. ${rationale} `, initials]];
  });
}

function criterion({ step, asks }: { step: Step; asks: string[] }, decided: RecordedClassification): SectionBlock {
  const rationale = decided.criterionRationales.find((one) => one.step === step.id)?.text;
  const isNamed = typeof step.result === 'string';
  return {
    kind: 'criterion',
    label: labelOf(step),
    ...(isNamed ? {} : { mark: markOf(step.result) }),
    test: isNamed ? `${step.test} Here: ${constantInWords(String(step.result))}.` : step.test,
    facts: factLines(asks, decided),
    ...(rationale === undefined ? {} : { rationale }),
    cites: step.cites,
  };
}

/** What would come instead. */
export const then = (change: Change): string =>
  'disposition' in change ? DISPOSITIONS[change.disposition].words : `SaMD category ${change.imdrfCategory}`;

/** The stated facts that carry the outcome, by what would come instead; what nobody stated is not brought up. */
function wouldChange({ wouldChange: changes, facts }: RecordedClassification): SectionBlock[] {
  const stated = changes.filter((change) => facts.some(({ fact }) => fact === factOfStep(change.fact)));
  if (stated.length === 0) return [];
  const items = [...new Set(stated.map(then))].map((words): Text => {
    const ifs = stated.filter((change) => then(change) === words);
    const answers = ifs.map(({ fact, value }) => `${questionOf(factOfStep(fact))} ${valueInWords(value)}`);
    return [{ text: `${words}: `, style: 'strong' }, `${answers.join(' · ')}.`];
  });
  return [
    { kind: 'heading', level: 3, text: 'What would change this: one other answer, all else as it is' },
    { kind: 'list', items },
  ];
}

const dissent = ({ dissent: views }: RecordedClassification): SectionBlock[] =>
  views.length === 0
    ? []
    : [
        { kind: 'heading', level: 3, text: 'Dissent' },
        ...views.map(({ by, text }) => ({ kind: 'quotation', text: `“${text}”`, by }) as const),
      ];

function decision(record: DossierRecord, decided: RecordedClassification): SectionBlock {
  const { decision: kind, decidedOutcome, decisionReason, decidedBy, decidedAt, forEveryVersion, supersedes } = decided;
  const engine =
    'cdsCriteria' in decided.result.outcome ? decided.result.outcome.disposition : decided.result.outcome.imdrfCategory;
  return {
    kind: 'form',
    rows: [
      {
        label: 'Engine outcome',
        text: [{ text: engine ?? 'UNDETERMINED', style: 'mono' }],
        margin: [`Rule set ${decided.ruleSet}`],
      },
      { label: 'Decision', text: kind === 'accepted' ? 'Accepted' : `Overridden: ${decidedOutcome}` },
      { label: 'Reason', text: decisionReason },
      { label: 'Decided', text: `${printedInstant(decidedAt)} by ${decidedBy}` },
      ...signedRows(record, decided.code),
      { label: 'Holds for', text: forEveryVersion ? 'Every version of the model' : 'This version' },
      { label: 'Supersedes', text: supersedes ?? 'none' },
    ],
  };
}

/** One determination, step by step, as the memo prints it. */
export function determination(
  record: DossierRecord,
  one: RecordedFunction,
  decided: RecordedClassification,
): SectionBlock[] {
  const { frame, words } = outcomeOf(decided);
  const people = [...new Set(decided.facts.map(({ statedBy }) => statedBy))];
  return [
    { kind: 'heading', level: 2, id: decided.code, text: `${one.code} ${one.name}` },
    {
      kind: 'verdict',
      outcome: frame,
      title: words,
      detail: `Rule set ${decided.ruleSet}; ${decided.decision} ${printedInstant(decided.decidedAt).slice(0, 10)}. Recorded by the organization; not an FDA decision.`,
    },
    ...printedSteps(decided).map((printed) => criterion(printed, decided)),
    ...wouldChange(decided),
    ...dissent(decided),
    decision(record, decided),
    {
      kind: 'paragraph',
      voice: 'note',
      text: `Facts by: ${people.map((name) => `${initialsOf(name)}, ${name}`).join(' · ')}`,
    },
  ];
}
