import { Injectable } from '@nestjs/common';
import { familyOf } from '../../classification/classifications.service';
import { type RuleSetListing, ruleSets } from '../../classification/classify';
import type { Classification } from '../../classification/classification.entity';
import type { Said } from '../../http/pages/forms/said';
import { type SeeOther, seeOther } from '../../http/pages/see-other';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { beginningFrom, factsIn } from './answers.rules';
import { presentBeginning } from './beginning-page';
import { ClassificationDrafts } from './classification-drafts.service';
import { ClassificationGround } from './classification-ground.service';
import { editionChanges } from './edition-changes';
import { classificationQuestions } from './question-words';

/** Where the classification of a function begins: by which edition, for which version, and from which decision before. */
@Injectable()
export class ClassificationBeginnings {
  constructor(
    private readonly ground: ClassificationGround,
    private readonly drafts: ClassificationDrafts,
  ) {}

  async show(actor: Actor, functionId: string): Promise<object> {
    const ground = await this.ground.of(functionId);
    const standing = await this.ground.standing(functionId);
    const begun: { readonly ruleSet: string; readonly savedAt: Date }[] = [];
    for (const { id: ruleSet } of ruleSets()) {
      const { savedAt } = await this.drafts.of({ actor, functionId, ruleSet });
      if (savedAt !== null) begun.push({ ruleSet, savedAt });
    }
    const again = standing.flatMap((decision) => this.againFrom(decision));
    return presentBeginning({
      ...ground,
      standing,
      begun,
      again,
      versions: await this.ground.versions(ground.model.id),
    });
  }

  /** Begins, or goes on with what was begun, and leads to the first question that is open. */
  async start(actor: Actor, functionId: string, said: Said): Promise<SeeOther> {
    const { one } = await this.ground.of(functionId);
    const ruleSet = said.ruleSet ?? '';
    const questions = classificationQuestions(ruleSet);
    if (questions.length === 0) throw Refusal.validation([{ pointer: '/ruleSet', detail: 'names no edition' }]);
    const making = { actor, functionId, ruleSet };
    const kept = await this.drafts.of(making);
    const start = kept.savedAt === null || said.from ? await this.startOf(said.from, one.id) : kept.said;
    const draft = forVersion(start, said.versionId ?? start.versionId ?? '');
    await this.drafts.keep(making, draft);
    const facts = factsIn(questions, draft);
    const open = said.from ? questions[0] : questions.find(({ fact }) => !(fact in facts));
    return seeOther(`/functions/${functionId}/classifications/new/${ruleSet}/${open?.fact ?? 'memo'}`);
  }

  private async startOf(from: string | undefined, functionId: string): Promise<Said> {
    if (from === undefined || from === '') return {};
    const decision = (await this.ground.standing(functionId)).find(({ id }) => id === from);
    if (decision === undefined) throw Refusal.notFound(`Classification ${from}`);
    return { ...beginningFrom(decision), basis: decision.id };
  }

  /** A decision by an edition that was superseded, with what its successor makes of the same facts. */
  private againFrom(decision: Classification) {
    const successor = successorOf(decision.ruleSet);
    if (successor === null) return [];
    const facts = Object.fromEntries(decision.facts.map(({ fact, value }) => [fact, value]));
    return [{ decision, successor, changes: editionChanges(decision.ruleSet, successor.id, facts) }];
  }
}

/** What was answered, for one version or for every one. */
const forVersion = (said: Said, versionId: string): Said => ({
  ...Object.fromEntries(Object.entries(said).filter(([name]) => name !== 'versionId')),
  ...(versionId === '' ? {} : { versionId }),
});

/** The edition of the same paper that holds now; null where the edition itself does. */
export function successorOf(ruleSet: string): RuleSetListing | null {
  const all = ruleSets();
  if (all.find(({ id }) => id === ruleSet)?.supersededOn === undefined) return null;
  return all.find(({ id, supersededOn }) => supersededOn === undefined && familyOf(id) === familyOf(ruleSet)) ?? null;
}
