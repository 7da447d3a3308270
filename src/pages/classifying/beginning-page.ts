import { classificationCode } from '../../classification/classification.dto';
import type { Classification } from '../../classification/classification.entity';
import { type RuleSetListing, ruleSets } from '../../classification/classify';
import { outcomeInWords } from '../../classification/value-words';
import { printedInstant } from '../../http/pages/words';
import { printedCitation } from '../../kernel/citation';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Ground } from './classification-ground.service';
import type { editionChanges } from './edition-changes';

interface Beginning extends Ground {
  readonly versions: readonly ModelVersion[];
  readonly standing: readonly Classification[];
  readonly begun: readonly { readonly ruleSet: string; readonly savedAt: Date }[];
  readonly again: readonly {
    readonly decision: Classification;
    readonly successor: RuleSetListing;
    readonly changes: ReturnType<typeof editionChanges>;
  }[];
}

/** The way to a function, for the head of each page. */
export const crumbsOf = ({ model, one }: Ground) => [
  { href: `/models/${model.id}`, name: model.name },
  { href: `/functions/${one.id}`, name: one.name },
];

/** What a function is for, as its pages print it above each question. */
export const useOf = ({ one, use }: Ground) =>
  use === null
    ? null
    : { code: `IU-${one.ordinal}.${use.revision}`, statement: use.statement, href: `/intended-uses/${use.id}` };

const address = (functionId: string): string => `/functions/${functionId}/classifications/new`;

const editionOf = ({ id, title, edition, supersededOn, citations }: RuleSetListing) => ({
  ...{ id, title, hint: edition },
  superseded:
    supersededOn === undefined ? '' : `Superseded on ${supersededOn}: choose it only to show what was decided by it.`,
  cites: citations.map(printedCitation),
});

/** The page on which a classification begins. */
export const presentBeginning = ({ standing, begun, again, versions, ...ground }: Beginning) => ({
  ...{ title: `Classify ${ground.one.name}`, crumbs: crumbsOf(ground), notice: ground.model.illustrative },
  ...{ use: useOf(ground), purpose: ground.one.purpose, stateUse: `/functions/${ground.one.id}/intended-uses/new` },
  href: address(ground.one.id),
  editions: ruleSets().map((one, index) => ({ ...editionOf(one), isChosen: index === 0 })),
  versions: versions.map(({ id, label }) => ({ id, label })),
  standing: standing.map((one) => ({
    ...{ code: classificationCode(one), href: `/classifications/${one.id}`, ruleSet: one.ruleSet },
    ...{ outcome: outcomeInWords(one.decidedOutcome), by: one.decidedBy, at: printedInstant(one.decidedAt) },
  })),
  sameEdition: standing
    .filter(({ id }) => !again.some(({ decision }) => decision.id === id))
    .map((one) => ({
      ...{ code: classificationCode(one), from: one.id, ruleSet: one.ruleSet, versionId: one.versionId ?? '' },
    })),
  begun: begun.map(({ ruleSet, savedAt }) => ({ ruleSet, at: printedInstant(savedAt) })),
  again: again.map(({ decision, successor, changes }) => ({
    ...{ code: classificationCode(decision), from: decision.id, versionId: decision.versionId ?? '' },
    ...{ ruleSet: decision.ruleSet, successor: successor.id, changes },
  })),
});
