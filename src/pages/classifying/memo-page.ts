import type { FactStated } from '../../classification/classification.entity';
import { possibleOutcomes } from '../../classification/outcome';
import { outcomeInWords, saidFact } from '../../classification/value-words';
import { type Said, typedOf } from '../../http/pages/forms/said';
import { rowsOf } from '../../http/pages/forms/values';
import { printedInstant } from '../../http/pages/words';
import type { Refusal } from '../../kernel/refusal';
import { factsIn, statedIn } from './answers.rules';
import { crumbsOf, useOf } from './beginning-page';
import type { KeptDraft } from './classification-drafts.service';
import type { Asked, Ground } from './classification-ground.service';
import type { Question } from '../../classification/questions';
import type { editionChanges } from './edition-changes';
import { outcomeSoFar } from './outcome-so-far';
import { citeOf, hrefsOf, railOf } from './question-page';
import { shortOf, stepLook, stepName } from './question-words';

export interface Memo {
  readonly ground: Ground;
  readonly ruleSet: string;
  readonly questions: readonly Question[];
  readonly draft: KeptDraft;
  readonly asked: readonly Asked[];
  readonly changes: ReturnType<typeof editionChanges> | null;
  readonly versionLabel: string;
  readonly refusal: Refusal | null;
  readonly rows: number;
}

const LEAST = 3;

/** Answers that do not say yet why they are so, or who says it. */
const unfounded = (stated: readonly FactStated[]) =>
  stated
    .filter(({ rationale, statedBy }) => rationale.length < LEAST || statedBy.length < 2)
    .map(({ fact, rationale }) => ({
      fact,
      text: `${shortOf(fact)}: ${rationale.length < LEAST ? 'the reason is missing' : 'who says so is missing'}`,
    }));

const PLACES: Readonly<Record<string, string>> = {
  decision: 'memo-decision',
  decidedOutcome: 'memo-decidedOutcome',
  decisionReason: 'memo-reason',
  dissent: 'memo-dissent-0-by',
};

const NAMES: Readonly<Record<string, string>> = {
  decision: 'Decision',
  decidedOutcome: 'Outcome',
  decisionReason: 'Reason for the decision',
  dissent: 'Dissent',
  criterionRationales: 'Reason of a criterion',
  facts: 'Facts',
};

/** Each error with the place where it is mended: on this page, or on the screen of a question. */
function problemOf(refusal: Refusal | null, stated: readonly FactStated[]) {
  if (refusal === null) return null;
  const wrong = refusal.errors.map(({ pointer, detail }) => {
    const [, part = '', index = ''] = pointer.split('/');
    const fact = part === 'facts' ? (stated[Number(index)]?.fact ?? '') : '';
    const text = `${fact === '' ? (NAMES[part] ?? part) : shortOf(fact)}: ${detail}.`;
    return { fact, text, href: `#${PLACES[part] ?? 'memo-reason'}`, part };
  });
  return {
    ...{ detail: wrong.length === 0 ? `${refusal.detail}.` : '', wrong },
    of: Object.fromEntries(wrong.map(({ part, text }) => [part, text])),
  };
}

const dissentOf = (said: Said, rows: number) => {
  const known = rowsOf(said, 'memo.dissent');
  const most = Math.max(rows, known.length, 1);
  return Array.from({ length: most }, (_, row) => ({
    row,
    by: said[`memo.dissent.${row}.by`] ?? '',
    text: said[`memo.dissent.${row}.text`] ?? '',
  }));
};

/** The decision as its own page asks for it. */
const decisionOf = (said: Said, outcomes: readonly string[]) => ({
  isOverridden: said['memo.decision'] === 'overridden',
  reason: said['memo.reason'] ?? '',
  outcomes: outcomes.map((value) => ({
    ...{ value, words: outcomeInWords(value), isChosen: said['memo.decidedOutcome'] === value },
  })),
});

/** The memo before it is recorded: the outcome, each criterion and each fact with its ground, and what is still open. */
export function presentMemo({ ground, ruleSet, questions, draft, asked, ...memo }: Memo) {
  const said = typedOf(draft.said);
  const stated = statedIn(questions, said);
  const { determination, ...outcome } = outcomeSoFar(ruleSet, factsIn(questions, said), '');
  const open = asked.filter(({ thread }) => thread.state === 'open');
  return {
    ...{ title: `${ground.one.name}: ${outcome.title}`, crumbs: crumbsOf(ground), notice: ground.model.illustrative },
    ...{ use: useOf(ground), ruleSet, outcome, version: memo.versionLabel, changes: memo.changes },
    hrefs: hrefsOf(ground.one.id, ruleSet, 'memo'),
    kept: draft.savedAt && printedInstant(draft.savedAt),
    rail: railOf({ questions, ruleSet, asked }, said, 'memo'),
    facts: stated.map(({ fact, value, rationale, statedBy, restsOn = '' }) => {
      const question = questions.find((one) => one.fact === fact);
      return {
        ...{ fact, question: question?.question ?? fact, value: saidFact(value), rationale, statedBy, restsOn },
        cites: (question?.cites ?? []).map(citeOf),
      };
    }),
    unanswered: questions
      .filter(({ fact }) => !stated.some((one) => one.fact === fact))
      .map(({ fact, whenAbsent }) => ({
        ...{ fact, name: shortOf(fact) },
        counts: { unknown: 'not known', false: 'counts as No', none: 'none claimed' }[whenAbsent],
      })),
    steps: determination.steps.map((step) => ({
      ...{ id: step.id, name: stepName(step), test: step.test, state: stepLook(step), cites: step.cites.map(citeOf) },
      rationale: said[`memo.step.${step.id}`] ?? '',
    })),
    ...{ unfounded: unfounded(stated), open: open.map(({ fact }) => ({ fact, name: shortOf(fact) })) },
    dissent: dissentOf(said, memo.rows),
    decision: decisionOf(said, possibleOutcomes(determination.outcome)),
    problem: problemOf(memo.refusal, stated),
  };
}
