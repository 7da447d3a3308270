import type { Refusal } from '../../../kernel/refusal';
import { type DrawnField, drawnFields, idOf, type Theirs } from './drawn-field';
import { type FormSpec, type Option, wordsOf } from './form';
import type { Said } from './said';
import { shapeOf } from './shape';

/** What stands around a form on its page. */
export interface Setting {
  readonly title: string;
  /** The way back, from the outside in. */
  readonly crumbs: readonly { readonly href: string; readonly name: string }[];
  /** Whether what it is about is made up to show the form. */
  readonly notice?: boolean;
  /** The answers of fields that choose among records, by the name of the field. */
  readonly options?: Readonly<Record<string, readonly Option[]>>;
  /** What a newcomer should know, in the margin. */
  readonly notes?: readonly { readonly heading: string; readonly text: string; readonly cite?: string }[];
  /** What a new form begins with. */
  readonly start?: object;
  /** The record that the form changes, as it stands. */
  readonly stands?: Stands;
  /** What else a template of its own prints. */
  readonly beside?: object;
}

/** A record under a form: its fields, and since when they are so. */
export interface Stands {
  readonly record: object;
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
}

/** What a form carries along, beside what is typed. */
export interface Carried {
  readonly key: string;
  readonly base: number | null;
  readonly opened: string;
}

/** Where a draft of it is kept, for the script that keeps it. */
export interface DraftOf {
  readonly href: string;
  readonly savedAt: Date | null;
}

export interface ToDraw {
  readonly said: Said;
  readonly refusal: Refusal | null;
  readonly theirs: Readonly<Record<string, Theirs>>;
  readonly carried: Carried;
  readonly draft: DraftOf;
}

const nameOf = (pointer: string): string =>
  pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');

/** The errors by the name of the field. */
export const errorsOf = (refusal: Refusal | null): Readonly<Record<string, string>> =>
  Object.fromEntries((refusal?.errors ?? []).map(({ pointer, detail }) => [nameOf(pointer), `${sentence(detail)}`]));

const sentence = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const wrongIn = (fields: readonly DrawnField[]): DrawnField[] =>
  fields.flatMap((field) => [
    ...(field.error === '' ? [] : [field]),
    ...wrongIn([...field.fields, ...field.lines.flatMap((line) => line.fields)]),
  ]);

/** Every field that is wrong, and what is wrong with none of them, for the head of the form. */
const summaryOf = (refusal: Refusal | null, fields: readonly DrawnField[]) => {
  if (refusal === null) return null;
  const wrong = wrongIn(fields);
  const isOfFields = refusal.errors.length > 0;
  return {
    heading: isOfFields ? 'This is not recorded yet' : 'This was not recorded',
    detail: isOfFields && wrong.length > 0 ? '' : sentence(refusal.detail),
    wrong: wrong.map(({ id, control, options, label, error }) => ({
      href: `#${control === 'radios' || control === 'checks' ? (options[0]?.id ?? id) : id}`,
      text: `${label}: ${error}`,
    })),
  };
};

const time = (at: Date): string => `${at.toISOString().slice(11, 16)} UTC`;

/** A form as its template prints it. */
export function drawnForm(spec: FormSpec, setting: Setting, { said, refusal, theirs, carried, draft }: ToDraw) {
  const drawing = { said, errors: errorsOf(refusal), options: setting.options ?? {}, theirs };
  const shape = shapeOf(spec.input);
  const parts = spec.parts.map(({ heading = '', hint = '', fields }) => ({
    ...{ heading, hint, id: idOf(heading.toLowerCase().replaceAll(/[^a-z]+/g, '-')) },
    fields: drawnFields(shape, fields, drawing),
  }));
  const hasMerged = Object.keys(theirs).length > 0;
  const { stands } = setting;
  return {
    ...setting.beside,
    ...{ title: setting.title, crumbs: setting.crumbs, notice: setting.notice ?? false, notes: setting.notes ?? [] },
    ...{ act: spec.act, parts, carried, draft: { href: draft.href, kept: draft.savedAt && time(draft.savedAt) } },
    summary: summaryOf(
      refusal?.type === 'precondition-failed' && hasMerged ? null : refusal,
      parts.flatMap((one) => one.fields),
    ),
    changed:
      stands !== undefined && hasMerged
        ? {
            by: stands.by,
            at: time(stands.at),
            fields: Object.keys(theirs).map((name) => wordsOf(spec)[name]?.label ?? name),
          }
        : null,
  };
}
