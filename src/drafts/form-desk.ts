import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { drawnForm, type Setting, type ToDraw } from '../http/pages/forms/drawn-form';
import type { FormSpec } from '../http/pages/forms/form';
import { merged, openedOf } from '../http/pages/forms/merge.rules';
import { type Said, typedOf } from '../http/pages/forms/said';
import { shapeOf } from '../http/pages/forms/shape';
import { inputOf, partOf, rowsOf, saidOf } from '../http/pages/forms/values';
import { HERE, SeeOther, seeOther } from '../http/pages/see-other';
import { ShownAgain } from '../http/pages/shown-again';
import { refusalOf } from '../http/problem';
import { validationPipe } from '../http/validation.pipe';
import type { Actor } from '../kernel/actor';
import type { FormDraft } from './form-draft.entity';
import { FormDrafts } from './form-drafts.service';

/** Which form somebody fills in, and about what: the id of a record, or `new`. */
export interface Filling<T extends object> {
  readonly actor: Actor;
  readonly form: FormSpec<T>;
  readonly subject: string;
}

/** A form that came back: what was typed, and what to print around it should it be shown again. */
export interface Filled<T extends object> extends Filling<T> {
  readonly said: Said;
  readonly setting: () => Promise<Setting>;
}

/** Writes what was said, on the revision that the form was opened with, and answers where to go. */
export type Write<T> = (input: T, base: number | null) => Promise<string>;

type Redrawn = Pick<ToDraw, 'said' | 'refusal'>;

/**
 * Where forms are filled in: shown with what is recorded or what was kept of them, taken in as the API takes it, kept as
 * drafts, and shown again with what was typed when something is wrong or when somebody else was quicker.
 */
@Injectable()
export class FormDesk {
  constructor(
    private readonly drafts: FormDrafts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What the template `forms/form` prints: the draft where there is one, else the record or what a new one begins with. */
  async show<T extends object>(filling: Filling<T>, setting: Setting): Promise<object> {
    const { actor, form, subject } = filling;
    const draft = await this.drafts.find(actor, { form: form.name, subject });
    const said = (draft?.content ?? null) as Said | null;
    return this.draw(filling, setting, { said: said ?? beginning(form, setting), refusal: null, draft });
  }

  /**
   * Takes a form in. Throws `ShownAgain` for whatever is refused, and for the buttons that write nothing: another row, a row
   * less, what somebody else wrote, a draft that is kept or let go.
   */
  async take<T extends object>(filled: Filled<T>, write: Write<T>): Promise<SeeOther> {
    const { actor, form, subject, said } = filled;
    const place = { form: form.name, subject };
    if ('_keep' in said) {
      await this.drafts.keep(actor, place, { content: { ...carriedOn(said) } });
      return seeOther(HERE);
    }
    if ('_discard' in said) {
      await this.drafts.forget(actor, place);
      return seeOther(HERE);
    }
    const turned = turnedBy(form, said);
    if (turned !== null) throw this.again(filled, { said: turned, refusal: null });
    const href = await this.written(filled, write);
    this.unitOfWork.afterCommit(() => void this.drafts.forget(actor, place).catch(() => undefined));
    return new SeeOther(href, (error) => this.refused(filled, error));
  }

  private async written<T extends object>(filled: Filled<T>, write: Write<T>): Promise<string> {
    const { form, said } = filled;
    try {
      const about = { type: 'body' as const, metatype: form.input };
      const input = (await validationPipe.transform(inputOf(shapeOf(form.input), typedOf(said)), about)) as T;
      return await write(input, baseOf(said));
    } catch (error) {
      throw this.refused(filled, error);
    }
  }

  private refused<T extends object>(filled: Filled<T>, error: unknown): unknown {
    const refusal = refusalOf(error);
    if (refusal === null || refusal.status >= 500) return error;
    return this.again(filled, { said: filled.said, refusal });
  }

  private again<T extends object>(filled: Filled<T>, redrawn: Redrawn): ShownAgain {
    const about = async (): Promise<object> =>
      this.draw(filled, await filled.setting(), { ...redrawn, draft: await this.draftOf(filled) });
    return new ShownAgain(redrawn.refusal?.status ?? 200, about, { cause: redrawn.refusal });
  }

  private draftOf<T extends object>({ actor, form, subject }: Filling<T>): Promise<FormDraft | null> {
    return this.drafts.find(actor, { form: form.name, subject });
  }

  private draw<T extends object>(
    { form, subject }: Filling<T>,
    setting: Setting,
    { said, refusal, draft }: Redrawn & { readonly draft: FormDraft | null },
  ): object {
    const shape = shapeOf(form.input);
    const stands = saidOf(shape, setting.stands?.record ?? {});
    const revision = setting.stands?.revision ?? null;
    const opened = revision === null ? '' : said._opened || openedOf(shape, stands);
    const mine = typedOf(takenFrom(stands, said));
    return drawnForm(form, setting, {
      ...(revision === null ? { said: mine, theirs: {} } : merged(shape, opened, mine, stands)),
      refusal,
      carried: { key: randomUUID(), base: revision, opened },
      draft: { href: `/api/v1/form-drafts/${form.name}/${subject}`, savedAt: draft?.savedAt ?? null },
    });
  }
}

/** What was typed, and for the field whose button was pressed what is recorded. */
const takenFrom = (stands: Said, { _take: name, ...said }: Said): Said =>
  name === undefined ? said : { ...withoutPart(said, name), ...partOf(stands, name) };

const baseOf = ({ _base: base }: Said): number | null => (base === undefined || base === '' ? null : Number(base));

/** What a draft keeps: all that was typed, and on which revision. */
const carriedOn = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !/^_(?!base$|opened$)/.test(name)));

/** What a form shows before anything is typed. */
export const beginning = <T extends object>({ input }: FormSpec<T>, { stands, start }: Setting): Said =>
  saidOf(shapeOf(input), stands?.record ?? start ?? {});

/** What was typed with a row more or less, or with a field to be taken; null when no such button was pressed. */
function turnedBy<T extends object>({ input }: FormSpec<T>, said: Said): Said | null {
  const { _add: add, _drop: drop, _take: take } = said;
  if (drop !== undefined) return withoutPart(carriedOn(said), drop);
  if (take !== undefined) return { ...carriedOn(said), _take: take };
  if (add === undefined) return null;
  const isList = shapeOf(input).some(({ name, asked }) => name === add && asked.kind === 'list');
  const row = (rowsOf(said, add).at(-1) ?? 0) + 1;
  return isList ? { ...carriedOn(said), [`${add}.${row}.`]: '' } : carriedOn(said);
}

const withoutPart = (said: Said, at: string): Said =>
  Object.fromEntries(Object.entries(said).filter(([name]) => name !== at && !name.startsWith(`${at}.`)));
