import { printedCitation, type Citation } from '../../kernel/citation';
import { printedInstant } from '../../kernel/clock';
import type { Json } from '../../kernel/digest';
import type { FactStated } from '../../classification/classification.entity';
import { classificationQuestions, stepLook } from '../classifying/question-words';
import { outcomeInWords, saidFact } from '../../classification/value-words';
import type { Determination } from '../../classification/classify';
import { type Look, worded } from '../../http/pages/words';
import type { SignedType } from '../../signatures/signature.entity';
import { labelOf, LEAVES, WHEN_NULL } from './leaf-words';

/** What a leaf is made of: a template prints each kind in its own way, and nothing of the record is left out. */
export type Block =
  | { readonly kind: 'text' | 'quiet' | 'digest' | 'cite'; readonly text: string }
  | { readonly kind: 'state'; readonly look: Look }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly term: string; readonly blocks: readonly Block[] }[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Block[])[] };

export interface LeafPart {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

type Row = Readonly<Record<string, Json>>;
type Names = ReadonlyMap<string, string>;

const DIGEST = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What of a row is a text is that text. */
const textIn = (row: Row, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : '';
};

const text = (words: string): Block => ({ kind: 'text', text: words });
const quiet = (words: string): Block => ({ kind: 'quiet', text: words });

const wordsOf = (value: string, names: Names): Block => {
  if (DIGEST.test(value)) return { kind: 'digest', text: value };
  return text(INSTANT.test(value) ? printedInstant(value) : (names.get(value) ?? value));
};

/** Any value of a record, whole, as blocks. */
function blocksOf(value: Json, names: Names, whenNull = 'None stated'): Block[] {
  if (value === null || value === undefined) return [quiet(whenNull)];
  if (typeof value === 'boolean') return [text(value ? 'Yes' : 'No')];
  if (typeof value === 'number') return [text(String(value))];
  if (typeof value === 'string') return [wordsOf(value, names)];
  if (!Array.isArray(value)) return [{ kind: 'facts', rows: rowsOf(value, Object.keys(value), names) }];
  if (value.length === 0) return [quiet('None')];
  return [{ kind: 'list', items: value.map((one) => blocksOf(one, names)) }];
}

/** Columns that hold words of a closed list, and how those are said. */
const SAID: Readonly<Record<string, (word: string) => string>> = {
  decidedOutcome: (word) => `${outcomeInWords(word)} (${word})`,
  ...Object.fromEntries(['decision', 'kind', 'pillar', 'state', 'basis'].map((name) => [name, worded])),
};

function rowsOf(row: Row, columns: readonly string[], names: Names) {
  return columns.map((name) => {
    const value = row[name] ?? null;
    const say = SAID[name];
    const isWord = say !== undefined && typeof value === 'string';
    return {
      term: labelOf(name),
      blocks: isWord ? [text(say(value))] : blocksOf(value, names, WHEN_NULL[name]),
    };
  });
}

const cites = (all: readonly Citation[]): Block[] => all.map((one) => ({ kind: 'cite', text: printedCitation(one) }));

/** Each fact as its question asks it, with the ground and who said so. */
const factRows = (facts: readonly FactStated[], ruleSet: string) => {
  const questions = classificationQuestions(ruleSet);
  return facts.map(({ fact, value, rationale, statedBy, restsOn = null }) => ({
    term: questions.find((one) => one.fact === fact)?.question ?? fact,
    blocks: [
      text(saidFact(value)),
      text(rationale),
      ...(restsOn === null ? [] : [quiet(`Rests on ${restsOn}`)]),
      quiet(`Said by ${statedBy}`),
    ],
  }));
};

const stepRows = ({ steps }: Determination) =>
  steps.map((step) => ({
    term: step.label,
    blocks: [
      { kind: 'state', look: stepLook(step) },
      text(step.test),
      ...(step.missing.length === 0 ? [] : [quiet(`Still open: ${step.missing.join(', ')}`)]),
      ...(step.rules.length === 0 ? [] : [quiet(`By the rule ${step.rules.join(', ')}`)]),
      ...cites(step.cites),
    ] as Block[],
  }));

const warningPart = ({ warnings }: Determination): LeafPart[] =>
  warnings.length === 0
    ? []
    : [{ heading: 'What does not go together', blocks: warnings.map(({ detail }) => text(detail)) }];

/** What a determination says, step by step and fact by fact. */
function classificationParts(row: Row): LeafPart[] {
  const result = row.result as unknown as Determination;
  const facts = row.facts as unknown as readonly FactStated[];
  return [
    { heading: 'What the rule set gives', blocks: [{ kind: 'facts', rows: stepRows(result) }] },
    ...warningPart(result),
    { heading: 'Facts', blocks: [{ kind: 'facts', rows: factRows(facts, textIn(row, 'ruleSet')) }] },
  ];
}

const TITLES: Partial<Record<SignedType, (row: Row) => string>> = {
  classification: (row) => outcomeInWords(textIn(row, 'decidedOutcome')),
  evidence: (row) => textIn(row, 'title'),
  model_version: (row) => textIn(row, 'label'),
  dossier: (row) => textIn(row, 'code'),
};

/** Where a record says who wrote it. */
const AUTHORS = ['statedBy', 'decidedBy', 'recordedBy', 'issuedBy'];

const SHOWN_APART: Partial<Record<SignedType, readonly string[]>> = { classification: ['facts', 'result'] };

/**
 * A record in full, in words, from the row of which the digest is signed: the columns that have an order of their own first,
 * and then every other one, so that whatever is added to a record is shown before it is signed.
 */
export function leafOf(type: SignedType, snapshot: Json, called: string, names: Names) {
  const row = snapshot as Row;
  const { kind, texts, rows } = LEAVES[type];
  const apart = SHOWN_APART[type] ?? [];
  const others = Object.keys(row).filter((name) => ![...texts, ...rows, ...apart].includes(name));
  const present = (columns: readonly string[]) => columns.filter((name) => name in row);
  const parts: LeafPart[] = [
    ...present(texts).map((name) => ({ heading: labelOf(name), blocks: blocksOf(row[name] ?? null, names) })),
    ...(type === 'classification' ? classificationParts(row) : []),
    { heading: 'Particulars', blocks: [{ kind: 'facts', rows: rowsOf(row, present(rows), names) }] },
    { heading: 'Also recorded', blocks: [{ kind: 'facts', rows: rowsOf(row, others, names) }] },
  ];
  const title = TITLES[type]?.(row) ?? `${called.slice(0, 1).toUpperCase()}${called.slice(1)}`;
  return { kind, title, parts, author: AUTHORS.map((name) => textIn(row, name)).find((name) => name !== '') ?? '' };
}
