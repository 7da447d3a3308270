import { classificationCode } from '../../classification/classification.dto';
import { familyOf } from '../../classification/classifications.service';
import { classify } from '../../classification/classify';
import { outcomeWord } from '../../classification/outcome';
import { RULE_SETS } from '../../classification/rule-sets/register';
import type { Classification } from '../../classification/classification.entity';
import { printedInstant } from '../../http/pages/words';
import { compareStates, recordHref } from './addresses';
import type { ReadClassification } from './classification-reader.service';
import { changesIn, criteriaIn, pathOf } from './memo-steps';
import { decidedInWords, editionOf } from './outcome-words';
import {
  type Banner,
  type Framed,
  type Note,
  presentFrame,
  SUPERSEDED,
  supersededBanner,
  WITHDRAWN,
  withdrawnBanner,
} from './record-frame';
import { crumbsTo } from './use-page';

/** What the same facts give by another edition of the same paper; nothing where it cannot read them. */
function byEdition(ruleSet: string, { facts }: Classification): string | null {
  try {
    const stated = Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));
    const result = classify({ ruleSet, facts: stated });
    return decidedInWords({ decidedOutcome: outcomeWord(result.outcome), result }).word;
  } catch {
    return null;
  }
}

/** The same facts against every other edition of the paper. */
const editionNotes = ({ described: { classification } }: ReadClassification): Note[] =>
  RULE_SETS.filter(({ id }) => id !== classification.ruleSet && familyOf(id) === familyOf(classification.ruleSet)).map(
    ({ id, effectiveOn }) => {
      const outcome = byEdition(id, classification);
      const gives = outcome === null ? 'The same facts cannot be read by it.' : `The same facts give: ${outcome}.`;
      return { heading: `Against the edition of ${effectiveOn}`, text: gives, cites: [id] };
    },
  );

function bannersOf({ described, newer }: ReadClassification): Banner[] {
  const { withdrawal, classification } = described;
  const { superseded } = editionOf(classification.ruleSet);
  return [
    ...(withdrawal === null
      ? []
      : [withdrawnBanner({ at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy, reason: withdrawal.reason })]),
    ...(newer === null
      ? []
      : [supersededBanner({ text: classificationCode(newer), href: recordHref('classification', newer.id) })]),
    ...(superseded === null || newer !== null
      ? []
      : [
          {
            ...({ look: 'banner-warn', icon: 'refresh', lead: null } as const),
            text: `The edition that this rests on was superseded on ${superseded}. Decide again by the one that is in force.`,
          },
        ]),
  ];
}

/** An abbreviation keeps its capitals. */
const withinSentence = (words: string): string =>
  /^[A-Z][a-z]*[A-Z]/.test(words) ? words : `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;

function framedOf(read: ReadClassification): Framed {
  const { described, version, older, newer } = read;
  const { classification, withdrawal } = described;
  const outcome = decidedInWords(classification);
  return {
    title: `${read.function.name}: ${withinSentence(outcome.word)}`,
    ...{ code: classificationCode(classification), illustrative: read.model.illustrative, crumbs: crumbsTo(read) },
    states: [outcome, ...(withdrawal === null ? [] : [WITHDRAWN]), ...(newer === null ? [] : [SUPERSEDED])],
    byline: [
      `Decided by ${classification.decidedBy}, ${printedInstant(classification.decidedAt).text}`,
      version === null ? 'For every version' : `For ${version.label}`,
      `Edition ${classification.ruleSet}`,
    ],
    banners: bannersOf(read),
    notes: [...editionNotes(read), { heading: 'Digest of the decision', text: read.sha256, cites: [] }],
    isStanding: withdrawal === null && newer === null,
    before:
      older === null
        ? null
        : {
            text: `Compare with ${classificationCode(older)}`,
            href: compareStates('classification', classification.id),
          },
    revise: `${recordHref('software_function', read.function.id)}/classifications/new`,
    leads: [{ text: 'Facts as JSON', href: `/api/v1/classifications/${classification.id}` }],
  };
}

/** A determination as a memo: the outcome, each criterion with its facts and its rule, and what would change it. */
export function presentClassificationPage(read: ReadClassification) {
  const { recorded, described } = read;
  const { classification } = described;
  const engine = decidedInWords({ ...classification, decidedOutcome: outcomeWord(classification.result.outcome) });
  return {
    frame: presentFrame(framedOf(read), read.frame),
    reason: recorded.decisionReason,
    recordedOn: `${recorded.decidedBy} on ${recorded.decidedAt.slice(0, 10)}`,
    engine: engine.word,
    decision:
      recorded.decision === 'accepted'
        ? 'Accepted as the rule set gave it'
        : `Overridden by a person: ${decidedInWords(classification).word}`,
    edition: editionOf(recorded.ruleSet),
    criteria: criteriaIn(recorded),
    steps: pathOf(recorded),
    changes: changesIn(recorded),
    dissent: recorded.dissent,
    warnings: recorded.result.warnings.map(({ code, detail }) => ({ code, detail })),
  };
}
