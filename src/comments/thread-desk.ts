import { Injectable } from '@nestjs/common';
import { FormDesk } from '../drafts/form-desk';
import type { Setting } from '../http/pages/forms/drawn-form';
import type { Said } from '../http/pages/forms/said';
import type { SeeOther } from '../http/pages/see-other';
import { printedInstant } from '../http/pages/words';
import type { Actor } from '../kernel/actor';
import { pageOf } from '../work/page-of';
import { AskedOf } from './asked-of';
import type { WholeThread } from './comment-thread.dto';
import { ANSWER, ASK, REOPEN } from './thread.form';
import type { AnswerThread } from './thread-form.dto';
import { ThreadActs } from './thread-acts';
import type { CommentedRecord } from './commented-records';

/** Where people write to each other: a new thread on a record, and what is said in one, until it is resolved. */
@Injectable()
export class ThreadDesk {
  constructor(
    private readonly desk: FormDesk,
    private readonly acts: ThreadActs,
    private readonly people: AskedOf,
  ) {}

  async showNew(actor: Actor, about: CommentedRecord): Promise<object> {
    return this.desk.show({ actor, form: ASK, subject: about.recordId }, await this.asking(actor, about));
  }

  takeNew(actor: Actor, about: CommentedRecord, said: Said): Promise<SeeOther> {
    const setting = () => this.asking(actor, about);
    return this.desk.take({ actor, form: ASK, subject: about.recordId, said, setting }, async (input) => {
      await this.acts.open(actor, about, input);
      return `${(await this.acts.recordOf(about)).href}#comments`;
    });
  }

  async show(actor: Actor, id: string): Promise<object> {
    const thread = await this.acts.get(id);
    const setting = await this.answering(actor, thread);
    const filling = { actor, subject: id };
    return isOpen(thread)
      ? this.desk.show({ ...filling, form: ANSWER }, setting)
      : this.desk.show({ ...filling, form: REOPEN }, setting);
  }

  async take(actor: Actor, id: string, said: Said): Promise<SeeOther> {
    const thread = await this.acts.get(id);
    const filled = { actor, subject: id, said, setting: async () => this.answering(actor, await this.acts.get(id)) };
    const back = `${pageOf(thread.described.record.href)}#thread-${id}`;
    if (!isOpen(thread)) {
      return this.desk.take({ ...filled, form: REOPEN }, async ({ reason }) => {
        await this.acts.reopen(actor, id, reason);
        return `/comments/${id}`;
      });
    }
    return this.desk.take({ ...filled, form: ANSWER }, async (input: AnswerThread) => {
      await this.acts.answer(actor, id, input);
      return back;
    });
  }

  private async asking(actor: Actor, about: CommentedRecord): Promise<Setting> {
    const { name, href } = await this.acts.recordOf(about);
    const people = await this.people.colleaguesOf(actor);
    return {
      title: `Ask or comment on ${name}`,
      crumbs: [{ href, name }],
      options: { askedOf: people, mentions: people },
      start: { kind: 'question', blocking: true },
      notes: NOTES,
    };
  }

  private async answering(actor: Actor, { described, comments }: WholeThread): Promise<Setting> {
    const { record, thread } = described;
    const name = record.code ?? record.label;
    return {
      title: thread.state === 'open' ? 'Answer or resolve' : 'Resolved',
      crumbs: [{ href: pageOf(record.href), name }],
      options: { mentions: await this.people.colleaguesOf(actor) },
      notes: [
        ...comments.map(({ comment: { author, body, at } }) => ({
          heading: `${author}, ${printedInstant(at).text}`,
          text: body,
        })),
        ...(thread.resolution === null
          ? []
          : [{ heading: `Resolved by ${thread.resolvedBy}`, text: thread.resolution }]),
      ],
    };
  }
}

const isOpen = ({ described: { thread } }: WholeThread): boolean => thread.state === 'open';

const NOTES = [
  {
    heading: 'What it does',
    text: 'A question waits in the work list of whom it is asked. One that blocks keeps an approval back until it is settled. What was said is never edited.',
  },
];
