import { escapeHtml } from '../../kernel/escape-html';
/** One line of a mail that leads to a record: a code, what there is with it, and where it is read. */
export interface LetterItem {
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/** What a mail says: codes and days, and of a comment its words; nothing else that a record says. */
export interface LetterContent {
  readonly subject: string;
  readonly lead: string;
  /** The words of a comment, as they were written. */
  readonly quote: string | null;
  readonly items: readonly LetterItem[];
  /** The one thing to do. */
  readonly act: { readonly word: string; readonly href: string };
  /** Why it comes. */
  readonly because: string;
}

/** How to have no more of it. */
export interface LetterFoot {
  readonly choices: string;
  /** Null where there is nothing to leave off. */
  readonly unsubscribe: string | null;
}

const footLines = ({ because }: LetterContent, { choices, unsubscribe }: LetterFoot): string[] => [
  because,
  ...(unsubscribe === null ? [] : [`No more of these: ${unsubscribe}`]),
  `What is mailed to you, and when: ${choices}`,
];

/** The mail as plain text, in lines (RFC 3676). */
export function letterText(content: LetterContent, foot: LetterFoot): string {
  const { lead, quote, items, act } = content;
  const quoted = quote === null ? [] : ['', ...quote.split('\n').map((line) => `> ${line}`)];
  const listed = items.flatMap(({ title, text, href }) => ['', `${title}: ${text}`, href]);
  const lines = [lead, ...quoted, ...listed, '', `${act.word}: ${act.href}`, '', '-- ', ...footLines(content, foot)];
  return `${lines.join('\n')}\n`;
}

const link = (href: string, word: string): string => `<a href="${escapeHtml(href)}">${escapeHtml(word)}</a>`;

/** The same as simple HTML: no style, no picture, nothing that is loaded from anywhere. */
export function letterHtml(content: LetterContent, { choices, unsubscribe }: LetterFoot): string {
  const { subject, lead, quote, items, act, because } = content;
  const listed = items.map(({ title, text, href }) => `<li>${link(href, title)}: ${escapeHtml(text)}</li>`).join('\n');
  const off = unsubscribe === null ? '' : ` ${link(unsubscribe, 'No more of these')}.`;
  return [
    `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>\n<body>`,
    `<p>${escapeHtml(lead)}</p>`,
    ...(quote === null ? [] : [`<blockquote>${escapeHtml(quote).replaceAll('\n', '<br>\n')}</blockquote>`]),
    ...(items.length === 0 ? [] : [`<ul>\n${listed}\n</ul>`]),
    `<p>${link(act.href, act.word)}</p>`,
    `<hr>\n<p><small>${escapeHtml(because)}${off} ${link(choices, 'What is mailed to you, and when')}.</small></p>`,
    '</body>\n</html>\n',
  ].join('\n');
}
