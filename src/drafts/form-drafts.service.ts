import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThanOrEqual, MoreThan, Repository } from 'typeorm';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import type { DraftPlace, KeepDraft } from './form-draft.dto';
import { FormDraft } from './form-draft.entity';

const MAX_BYTES = 64 * 1024;
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

/** Half-filled forms. What is not said yet is no record (21 CFR 11.10(e) begins with it), so no event tells of it. */
@Injectable()
export class FormDrafts {
  constructor(
    @InjectRepository(FormDraft) private readonly drafts: Repository<FormDraft>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a form as it stands for thirty days more, in place of what was kept of it; whatever has expired goes. */
  async keep({ id: actorId }: Actor, { form, subject }: DraftPlace, { content }: KeepDraft): Promise<FormDraft> {
    const bytes = Buffer.byteLength(JSON.stringify(content), 'utf8');
    if (bytes > MAX_BYTES) {
      throw new Refusal('payload-too-large', `A draft has at most ${MAX_BYTES} bytes as JSON (64 KiB), not ${bytes}`);
    }
    const savedAt = this.clock.now();
    const expiresAt = new Date(savedAt.getTime() + KEPT_FOR);
    await this.drafts.delete({ expiresAt: LessThanOrEqual(savedAt) });
    const row = { id: newId(), actorId, form, subject, content, savedAt, expiresAt };
    await this.drafts.upsert(row, ['actorId', 'form', 'subject']);
    return row;
  }

  /** What its own actor kept; null where nothing is. */
  find({ id: actorId }: Actor, { form, subject }: DraftPlace): Promise<FormDraft | null> {
    return this.drafts.findOneBy({ actorId, form, subject, expiresAt: MoreThan(this.clock.now()) });
  }

  /** Lets a draft go, if there is one: what it held was said, or is not wanted. */
  async forget({ id: actorId }: Actor, { form, subject }: DraftPlace): Promise<void> {
    await this.drafts.delete({ actorId, form, subject });
  }

  /** What its own actor kept; another one's draft does not exist for them. */
  async get(actor: Actor, place: DraftPlace): Promise<FormDraft> {
    const draft = await this.find(actor, place);
    if (draft === null) throw Refusal.notFound(`A draft of ${place.form} for ${place.subject}`);
    return draft;
  }

  /** Lets a draft go, and gives it back a last time. */
  async discard(actor: Actor, place: DraftPlace): Promise<FormDraft> {
    const draft = await this.get(actor, place);
    await this.drafts.delete({ id: draft.id });
    return draft;
  }
}
