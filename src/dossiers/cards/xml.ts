/** XML 1.0 has no way to write these (§2.2): they stand as U+FFFD, so that nothing is lost unseen. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Text as XML writes it, in ASCII: other characters by their number, so that the same bytes fit anywhere. */
export const xmlText = (text: string): string =>
  text
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>\r]|[^\t\n\u0020-\u007E]/gu, (one) => NAMED[one] ?? `&#${one.codePointAt(0)};`);

/** An element and what is in it, as one writes XML by hand: text alone on the line, elements indented below. */
export type XmlNode = readonly [name: string, content: string | readonly XmlNode[]];

export function printedXml([name, content]: XmlNode, indent = ''): string {
  if (typeof content === 'string') return `${indent}<${name}>${xmlText(content)}</${name}>\n`;
  if (content.length === 0) return `${indent}<${name}/>\n`;
  const [tag] = name.split(' ');
  return `${indent}<${name}>\n${content.map((one) => printedXml(one, `${indent}  `)).join('')}${indent}</${tag}>\n`;
}
