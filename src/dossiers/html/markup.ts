import { escapeHtml } from '../../kernel/escape-html';

/** HTML that may be printed as it stands: everything that was put into it has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[];

function printed(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeHtml(String(part));
}

/** The only way to make HTML here: what is ours stands in the template, what is put in is text and is escaped. */
export const markup = (ours: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(ours.map((text, index) => text + (index < parts.length ? printed(parts[index]) : '')).join(''));

export const NOTHING = new Html('');

/** A part that is only there under a condition. */
export const when = (isThere: boolean, part: () => Html): Html => (isThere ? part() : NOTHING);
