const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that may be printed as it stands: everything that was put into it has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[];

function printed(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The only way to make HTML here: what is ours stands in the template, what is put in is text and is escaped. */
export const markup = (ours: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(ours.map((text, index) => text + (index < parts.length ? printed(parts[index]) : '')).join(''));

export const NOTHING = new Html('');

/** A part that is only there under a condition. */
export const when = (isThere: boolean, part: () => Html): Html => (isThere ? part() : NOTHING);
