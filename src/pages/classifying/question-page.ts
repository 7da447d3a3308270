import { examplesOf } from '../../classification/examples';
import type { Question } from '../../classification/questions';
import { valueWord } from '../../classification/value-words';
import { AUTHORITIES } from '../../kernel/authorities';
import { type Citation, printedCitation } from '../../kernel/citation';
import type { DrawnField } from '../../http/pages/forms/drawn-field';
import { type Said, typedOf } from '../../http/pages/forms/said';
import { rowsOf } from '../../http/pages/forms/values';
import { printedInstant } from '../../http/pages/words';
import { answerTo, asksOf, factsIn, fieldOf } from './answers.rules';
import { crumbsOf, useOf } from './beginning-page';
import type { KeptDraft } from './classification-drafts.service';
import type { Asked, Ground, Named, NamedEvidence } from './classification-ground.service';
import type { editionChanges } from './edition-changes';
import { outcomeSoFar } from './outcome-so-far';
import { groupOf, shortOf } from './question-words';

/** The tests that a fact decides first; policies that only follow from them are told at their own question. */
const MOST_TESTS = 2;

/** Everything on one screen. */
export interface Screen {
  readonly ground: Ground;
  readonly ruleSet: string;
  readonly question: Question;
  readonly questions: readonly Question[];
  readonly draft: KeptDraft;
  readonly asked: readonly Asked[];
  readonly colleagues: readonly Named[];
  readonly evidence: readonly NamedEvidence[];
  /** Against the edition of the decision that this one began from. */
  readonly changes: ReturnType<typeof editionChanges> | null;
  readonly name: string;
  readonly error: string;
  readonly rows: number;
}

/** Where the forms of a screen go, wherever it is shown again. */
export const hrefsOf = (functionId: string, ruleSet: string, at: string) => {
  const begin = `/functions/${functionId}/classifications/new`;
  return { begin, here: `${begin}/${ruleSet}/${at}` };
};

export const citeOf = (one: Citation) => {
  const { title, force } = AUTHORITIES[one.source];
  return { text: printedCitation(one), title, isDraft: force === 'guidance, draft' };
};

const BLANK = {
  ...{
    hint: '',
    cites: [],
    unit: '',
    isRequired: true,
    maxLength: null,
    rows: 4,
    inputMode: '',
    value: '',
    options: [],
  },
  ...{ error: '', fields: [], lines: [], row: '', theirs: null },
} satisfies Partial<DrawnField>;

const idOf = (name: string): string => `f-${name.replaceAll(/[^A-Za-z0-9]/g, '-')}`;

const YES_NO = [
  ['true', 'Yes'],
  ['false', 'No'],
] as const;

/** The answers of a question as a field under a name. */
function answerField({ kind, values, question }: Question, name: string, said: Said, label = 'Answer'): DrawnField {
  const isMany = kind === 'some-of';
  const choices = kind === 'yes-no' ? YES_NO : values.map((one) => [one, valueWord(one)] as const);
  const about = { ...BLANK, name, id: idOf(name), label: label || question, value: said[name] ?? '' };
  if (kind === 'text') return { ...about, control: 'text', rows: 3, maxLength: 2000 };
  const options = choices.map(([value, words]) => ({
    ...{ value, label: words, name: isMany ? `${name}.${value}` : name, id: idOf(`${name}-${value}`) },
    isChosen: isMany ? `${name}.${value}` in said : said[name] === value,
  }));
  return { ...about, control: isMany ? 'checks' : 'radios', options };
}

/** The uses of a function, each with the questions that it answers. */
const usesFields = (question: Question, { questions, draft: { said }, rows }: Screen) => {
  const name = fieldOf(question.fact, 'value');
  const known = rowsOf(said, name).length;
  return Array.from({ length: Math.max(known, rows) }, (_, row) => ({
    heading: `Use ${row + 1}`,
    fields: asksOf(question, questions).map((one) =>
      answerField(one, `${name}.${row}.${one.fact}`, said, shortOf(one.fact)),
    ),
  }));
};

const HOLDS_WHEN_ABSENT: Readonly<Record<Question['whenAbsent'], string>> = {
  unknown: 'Without an answer it stays unknown.',
  false: 'Without an answer it counts as No.',
  none: 'Without an answer none is claimed.',
};

const threadOf = ({ thread, askedOf, comments }: Asked) => ({
  ...{ isOpen: thread.state === 'open', by: thread.openedBy, at: printedInstant(thread.openedAt) },
  ...{ of: askedOf.join(', ') || 'nobody in particular', resolution: thread.resolution ?? '' },
  comments: comments.map(({ author, body, at }) => ({ author, body, at: printedInstant(at) })),
});

/** The questions by their groups, each with how far it is. */
export function railOf(
  { questions, ruleSet, asked }: Pick<Screen, 'questions' | 'ruleSet' | 'asked'>,
  said: Said,
  at: string,
) {
  const headings = [...new Set(questions.map(({ fact }) => groupOf(fact, ruleSet)))];
  return headings.map((heading) => ({
    heading,
    items: questions
      .filter(({ fact }) => groupOf(fact, ruleSet) === heading)
      .map((one) => ({
        ...{ fact: one.fact, name: shortOf(one.fact), isNow: one.fact === at },
        isDone: answerTo(one, questions, said) !== undefined,
        isAsked: asked.some(({ fact, thread }) => fact === one.fact && thread.state === 'open'),
      })),
  }));
}

/** What a person adds to the answer: why, who says so, and what shows it. */
const groundFields = ({ question: { fact }, draft: { said }, name }: Screen): DrawnField[] => {
  const of = (part: 'rationale' | 'statedBy' | 'restsOn') => ({
    ...BLANK,
    ...{ name: fieldOf(fact, part), id: idOf(fieldOf(fact, part)), value: said[fieldOf(fact, part)] ?? '' },
  });
  return [
    { ...of('rationale'), control: 'text', label: 'Reason', hint: 'It is printed in the memo.', maxLength: 2000 },
    {
      ...of('statedBy'),
      ...{ control: 'line', label: 'Who says so', hint: 'The person who knows it, by name.', maxLength: 200 },
      value: said[fieldOf(fact, 'statedBy')] ?? name,
    },
    {
      ...of('restsOn'),
      ...{ control: 'line', label: 'What this rests on', isRequired: false, maxLength: 500 },
      hint: 'Evidence by its code, or a test, a specification, a section of the labeling.',
    },
  ];
};

/** One question on a screen, with the law and the examples beside it, and what the answers so far come to. */
export function presentQuestion(screen: Screen) {
  const { ground, ruleSet, question, questions, draft, asked, colleagues, evidence, changes, error } = screen;
  const { fact } = question;
  const said = typedOf(draft.said);
  const at = questions.indexOf(question);
  const { determination, ...outcome } = outcomeSoFar(ruleSet, factsIn(questions, said), fact);
  const next = questions[at + 1];
  return {
    ...{ title: question.question, crumbs: crumbsOf(ground), notice: ground.model.illustrative, use: useOf(ground) },
    ...{
      place: `Question ${at + 1} of ${questions.length}`,
      ruleSet,
      kept: draft.savedAt && printedInstant(draft.savedAt),
    },
    ...{ help: question.help, absent: HOLDS_WHEN_ABSENT[question.whenAbsent], cites: question.cites.map(citeOf) },
    answer: question.kind === 'uses' ? null : answerField(question, fieldOf(fact, 'value'), said),
    uses: question.kind === 'uses' ? usesFields(question, screen) : [],
    grounds: groundFields(screen),
    hrefs: hrefsOf(ground.one.id, ruleSet, fact),
    ...{ evidence, rail: railOf(screen, said, fact), outcome, fact },
    next: next === undefined ? { fact: 'memo', name: 'the memo' } : { fact: next.fact, name: `question ${at + 2}` },
    before: at === 0 ? null : { fact: questions[at - 1]?.fact ?? '', name: shortOf(questions[at - 1]?.fact ?? '') },
    tests: determination.steps
      .filter((step) => Object.hasOwn(step.facts, fact))
      .slice(0, MOST_TESTS)
      .map(({ label, test, cites }) => ({ label, test, cites: cites.map(citeOf) })),
    examples: examplesOf(ruleSet)
      .filter((one) => one.fact === fact)
      .map((one) => ({ ...one, cites: one.cites.map(citeOf) })),
    threads: asked.filter((one) => one.fact === fact).map(threadOf),
    ask: { colleagues, error, of: draft.said['ask.of'] ?? '', text: draft.said['ask.text'] ?? '' },
    changes,
  };
}
