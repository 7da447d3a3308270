import { Injectable } from '@nestjs/common';
import { OpenThread } from '../../comments/comment-thread.dto';
import { CommentThreads } from '../../comments/comment-threads.service';
import type { Said } from '../../http/pages/forms/said';
import { seeOther, type SeeOther } from '../../http/pages/see-other';
import { ShownAgain } from '../../http/pages/shown-again';
import { refusalOf } from '../../http/problem';
import { validationPipe } from '../../http/validation.pipe';
import { Refusal } from '../../kernel/refusal';
import { factsIn, withPart } from './answers.rules';
import { ClassificationDrafts, type KeptDraft, type Making } from './classification-drafts.service';
import { ClassificationGround, FACT_FIELD } from './classification-ground.service';
import { editionChanges } from './edition-changes';
import { presentQuestion } from './question-page';
import { classificationQuestions } from './question-words';

/** One question of a classification that is being made. */
export interface Questioned extends Making {
  readonly fact: string;
}

export const addressOf = ({ functionId, ruleSet }: Making, at: string): string =>
  `/functions/${functionId}/classifications/new/${ruleSet}/${at}`;

/** Asks one question at a time, keeps what is answered, and asks a colleague where one does not know. */
@Injectable()
export class Questioning {
  constructor(
    private readonly ground: ClassificationGround,
    private readonly drafts: ClassificationDrafts,
    private readonly threads: CommentThreads,
  ) {}

  async show(questioned: Questioned): Promise<object> {
    return this.drawn(questioned, await this.drafts.of(questioned));
  }

  /** Keeps the answer, and goes where the button leads; the script only looks, at what it comes to by now. */
  async keep(questioned: Questioned, said: Said): Promise<SeeOther | object> {
    const kept = await this.kept(questioned, said);
    if ('_look' in said) return this.drawn(questioned, kept);
    if ('_add' in said) return this.drawn(questioned, kept, { rows: Number(said._add) || 1 });
    const known = ['memo', ...classificationQuestions(questioned.ruleSet).map(({ fact }) => fact)];
    const to = said._go ?? '';
    return seeOther(addressOf(questioned, known.includes(to) ? to : questioned.fact));
  }

  /** Keeps the answer and asks a person about the fact, on the function; it waits in that person's work list. */
  async ask(questioned: Questioned, said: Said): Promise<SeeOther> {
    const kept = await this.kept(questioned, said);
    try {
      const input = await questionOf(questioned, said);
      await this.threads.open(questioned.actor, input);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null || refusal.status >= 500) throw error;
      const again = { said: { ...kept.said, ...asking(said) }, savedAt: kept.savedAt };
      throw new ShownAgain(refusal.status, () => this.drawn(questioned, again, { error: wordsOf(refusal) }));
    }
    return seeOther(`${addressOf(questioned, questioned.fact)}`);
  }

  private async kept(questioned: Questioned, said: Said): Promise<KeptDraft> {
    const { said: before } = await this.drafts.of(questioned);
    return this.drafts.keep(questioned, withPart(before, questioned.fact, said));
  }

  private async drawn(questioned: Questioned, draft: KeptDraft, more: { rows?: number; error?: string } = {}) {
    const { functionId, ruleSet, fact, actor } = questioned;
    const ground = await this.ground.of(functionId);
    const questions = classificationQuestions(ruleSet);
    const question = questions.find((one) => one.fact === fact);
    if (question === undefined) throw Refusal.notFound(`The question ${fact}`);
    const basis = draft.said.basis === undefined ? null : await this.ground.decision(draft.said.basis);
    return presentQuestion({
      ...{ ground, ruleSet, question, questions, draft, name: actor.name, error: more.error ?? '' },
      rows: more.rows ?? 1,
      asked: await this.ground.asked(functionId),
      colleagues: await this.ground.colleagues(actor.id),
      evidence: await this.ground.evidence(ground.model.id),
      changes:
        basis === null || basis.ruleSet === ruleSet
          ? null
          : editionChanges(basis.ruleSet, ruleSet, factsIn(questions, draft.said)),
    });
  }
}

const asking = (said: Said): Said => ({ 'ask.of': said['ask.of'] ?? '', 'ask.text': said['ask.text'] ?? '' });

const questionOf = ({ functionId, fact }: Questioned, said: Said): Promise<OpenThread> => {
  const { 'ask.of': of = '', 'ask.text': body = '' } = said;
  if (of === '') throw Refusal.validation([{ pointer: '/askedOf', detail: 'choose whom you ask' }]);
  const record = { recordType: 'software_function', recordId: functionId, field: `${FACT_FIELD}${fact}` };
  const input = { ...record, kind: 'question', askedOf: [of], mentions: [], body };
  return validationPipe.transform(input, { type: 'body', metatype: OpenThread }) as Promise<OpenThread>;
};

const wordsOf = ({ errors, detail }: Refusal): string => {
  const [first] = errors;
  if (first === undefined) return `${detail}.`;
  return first.pointer === '/body' ? 'Say what you ask.' : `Choose whom you ask: ${first.detail}.`;
};
