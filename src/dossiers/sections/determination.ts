import { QUESTIONS } from '../../classification/questions';
import type { Step } from '../../classification/step';
import { DISPOSITIONS } from '../../classification/dispositions';
import { printedInstant } from '../../kernel/clock';
import type { Json } from '../../kernel/digest';
import type { Text } from '../blocks';
import type { RecordedClassification, RecordedFunction } from '../dossier-record';
import { initialsOf } from './initials';
import { markOf, outcomeOf } from './outcomes';
import type { SectionBlock } from './section';

function valueInWords(value: Json): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (value === null) return 'Unknown';
  if (Array.isArray(value)) return value.map(valueInWords).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const questionOf = (fact: string): string =>
  [...QUESTIONS.cds, ...QUESTIONS.imdrf].find((question) => question.fact === fact)?.question ?? fact;

const factOfStep = (name: string): string => name.replace(/^uses\[\d+]\./, '');

function factLines({ facts: used }: Step, { facts }: RecordedClassification): Text[] {
  return Object.keys(used).flatMap((name): Text[] => {
    const stated = facts.find(({ fact }) => fact === factOfStep(name));
    if (stated === undefined) return [];
    const { fact, value, rationale, statedBy } = stated;
    const initials = { text: initialsOf(statedBy), style: 'strong' } as const;
    return [[`${questionOf(fact)} ${valueInWords(value)}. ${rationale} `, initials]];
  });
}

/** A step worth a row of its own: one that some fact was stated for, or that is a criterion. */
const isPrinted = (step: Step, decided: RecordedClassification): boolean =>
  step.id !== 'disposition' && (/^c[1-4]$/.test(step.id) || factLines(step, decided).length > 0);

function criterion(step: Step, decided: RecordedClassification): SectionBlock {
  const rationale = decided.criterionRationales.find((one) => one.step === step.id)?.text;
  return {
    kind: 'criterion',
    label: step.label,
    mark: typeof step.result === 'string' ? 'none' : markOf(step.result),
    test: typeof step.result === 'string' ? `${step.test} Here: ${step.result.replaceAll('_', ' ')}.` : step.test,
    facts: factLines(step, decided),
    ...(rationale === undefined ? {} : { rationale }),
    cites: step.cites,
  };
}

function wouldChange({ wouldChange: changes }: RecordedClassification): SectionBlock[] {
  if (changes.length === 0) return [];
  const items = changes.map((change): Text => {
    const then =
      'disposition' in change ? DISPOSITIONS[change.disposition].words : `SaMD category ${change.imdrfCategory}`;
    return `${questionOf(factOfStep(change.fact))} ${valueInWords(change.value)}: ${then}.`;
  });
  return [
    { kind: 'heading', level: 3, text: 'What would change this' },
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

function decision(decided: RecordedClassification): SectionBlock {
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
      { label: 'Decided', text: `${printedInstant(decidedAt)} by ${decidedBy}; not signed` },
      { label: 'Holds for', text: forEveryVersion ? 'Every version of the model' : 'This version' },
      { label: 'Supersedes', text: supersedes ?? 'none' },
    ],
  };
}

/** One determination, step by step, as the memo prints it. */
export function determination(one: RecordedFunction, decided: RecordedClassification): SectionBlock[] {
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
    ...decided.result.steps.filter((step) => isPrinted(step, decided)).map((step) => criterion(step, decided)),
    ...wouldChange(decided),
    ...dissent(decided),
    decision(decided),
    {
      kind: 'paragraph',
      voice: 'note',
      text: `Facts by: ${people.map((name) => `${initialsOf(name)}, ${name}`).join(' · ')}`,
    },
  ];
}
