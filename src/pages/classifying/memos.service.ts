import { Injectable } from '@nestjs/common';
import { DecideClassification } from '../../classification/classification.dto';
import { Classifications } from '../../classification/classifications.service';
import type { Said } from '../../http/pages/forms/said';
import { rowsOf } from '../../http/pages/forms/values';
import { SeeOther, seeOther } from '../../http/pages/see-other';
import { ShownAgain } from '../../http/pages/shown-again';
import { refusalOf } from '../../http/problem';
import { validationPipe } from '../../http/validation.pipe';
import type { Refusal } from '../../kernel/refusal';
import { factsIn, statedIn, withPart } from './answers.rules';
import { ClassificationDrafts, type KeptDraft, type Making } from './classification-drafts.service';
import { ClassificationGround } from './classification-ground.service';
import { editionChanges } from './edition-changes';
import { presentMemo } from './memo-page';
import { addressOf } from './questioning.service';
import { classificationQuestions } from './question-words';

/** The memo of a classification: looked at whole, decided, and recorded. */
@Injectable()
export class Memos {
  constructor(
    private readonly ground: ClassificationGround,
    private readonly drafts: ClassificationDrafts,
    private readonly classifications: Classifications,
  ) {}

  async show(making: Making): Promise<object> {
    return this.drawn(making, await this.drafts.of(making));
  }

  /** Records the decision, unless a button leads back or the script only looks; what is refused is shown on the memo again. */
  async take(making: Making, said: Said): Promise<SeeOther | object> {
    const before = await this.drafts.of(making);
    const whole = withPart(before.said, 'memo', said);
    if (!('_record' in said)) return this.kept(making, whole, said);
    try {
      const id = await this.record(making, whole);
      this.drafts.forgetAfter(making);
      return new SeeOther(`/classifications/${id}`, (error) => this.refused(making, whole, error));
    } catch (error) {
      throw this.refused(making, whole, error);
    }
  }

  private async kept(making: Making, whole: Said, said: Said): Promise<SeeOther | object> {
    if ('_discard' in said) {
      await this.drafts.forget(making);
      return seeOther(`/functions/${making.functionId}/classifications/new`);
    }
    const kept = await this.drafts.keep(making, whole);
    if ('_look' in said) return this.drawn(making, kept);
    if ('_add' in said) throw new ShownAgain(200, () => this.drawn(making, kept, { rows: Number(said._add) || 1 }));
    const known = classificationQuestions(making.ruleSet).map(({ fact }) => fact);
    return seeOther(addressOf(making, known.includes(said._go ?? '') ? (said._go ?? '') : 'memo'));
  }

  private async record({ actor, functionId, ruleSet }: Making, said: Said): Promise<string> {
    const input = decisionOf(ruleSet, said);
    const about = { type: 'body' as const, metatype: DecideClassification };
    const decided = (await validationPipe.transform(input, about)) as DecideClassification;
    return (await this.classifications.decide(actor, functionId, decided)).id;
  }

  private refused(making: Making, said: Said, error: unknown): unknown {
    const refusal = refusalOf(error);
    if (refusal === null || refusal.status >= 500) return error;
    const about = async (): Promise<object> => {
      const { savedAt } = await this.drafts.keep(making, said);
      return this.drawn(making, { said, savedAt }, { refusal });
    };
    return new ShownAgain(refusal.status, about, { cause: refusal });
  }

  private async drawn(making: Making, draft: KeptDraft, more: { rows?: number; refusal?: Refusal } = {}) {
    const { functionId, ruleSet } = making;
    const ground = await this.ground.of(functionId);
    const questions = classificationQuestions(ruleSet);
    const { basis: from, versionId } = draft.said;
    const basis = from === undefined ? null : await this.ground.decision(from);
    const versions = versionId === undefined ? [] : await this.ground.versions(ground.model.id);
    return presentMemo({
      ...{ ground, ruleSet, questions, draft, rows: more.rows ?? 1, refusal: more.refusal ?? null },
      asked: await this.ground.asked(functionId),
      changes:
        basis === null || basis.ruleSet === ruleSet
          ? null
          : editionChanges(basis.ruleSet, ruleSet, factsIn(questions, draft.said)),
      versionLabel: versions.find(({ id }) => id === versionId)?.label ?? 'Every version',
    });
  }
}

const STEP = 'memo.step.';

/** What the API takes, out of the draft. */
function decisionOf(ruleSet: string, said: Said): object {
  const isOverridden = said['memo.decision'] === 'overridden';
  const text = (name: string): string => (said[name] ?? '').trim();
  return {
    ...{ ruleSet, versionId: said.versionId ?? null, facts: statedIn(classificationQuestions(ruleSet), said) },
    ...{ decision: isOverridden ? 'overridden' : 'accepted', decisionReason: text('memo.reason') },
    decidedOutcome: isOverridden && text('memo.decidedOutcome') !== '' ? text('memo.decidedOutcome') : null,
    criterionRationales: Object.keys(said)
      .filter((name) => name.startsWith(STEP) && text(name) !== '')
      .map((name) => ({ step: name.slice(STEP.length), text: text(name) })),
    dissent: rowsOf(said, 'memo.dissent')
      .map((row) => ({ by: text(`memo.dissent.${row}.by`), text: text(`memo.dissent.${row}.text`) }))
      .filter(({ by, text: words }) => by !== '' || words !== ''),
  };
}
