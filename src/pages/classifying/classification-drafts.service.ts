import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { FormDrafts } from '../../drafts/form-drafts.service';
import type { Said } from '../../http/pages/forms/said';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import { classificationQuestions } from './question-words';

/** Where a classification is being made: one draft for a function and an edition, of one person. */
export interface Making {
  readonly actor: Actor;
  readonly functionId: string;
  readonly ruleSet: string;
}

/** A draft with the time at which it was kept; null where there is none yet. */
export interface KeptDraft {
  readonly said: Said;
  readonly savedAt: Date | null;
}

const placeOf = ({ functionId, ruleSet }: Making) => ({
  form: `classification-${ruleSet.toLowerCase()}`,
  subject: functionId,
});

/** Classifications that are being made, as far as they are answered; no record, and nobody else's to see. */
@Injectable()
export class ClassificationDrafts {
  constructor(
    private readonly drafts: FormDrafts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Refuses, as `not-found`, an edition that is none. */
  async of(making: Making): Promise<KeptDraft> {
    if (classificationQuestions(making.ruleSet).length === 0) throw Refusal.notFound(`The rule set ${making.ruleSet}`);
    const draft = await this.drafts.find(making.actor, placeOf(making));
    return { said: (draft?.content ?? {}) as Said, savedAt: draft?.savedAt ?? null };
  }

  async keep(making: Making, said: Said): Promise<KeptDraft> {
    const { savedAt } = await this.drafts.keep(making.actor, placeOf(making), { content: { ...said } });
    return { said, savedAt };
  }

  /** Lets it go once the decision is durable. */
  forgetAfter(making: Making): void {
    this.unitOfWork.afterCommit(() => void this.forget(making).catch(() => undefined));
  }

  forget({ actor, ...making }: Making): Promise<void> {
    return this.drafts.forget(actor, placeOf({ actor, ...making }));
  }
}
