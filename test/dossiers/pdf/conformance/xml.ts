/** An element of XML, as far as metadata have it. */
export interface Xml {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Xml[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const plain = (text: string): string => {
  if (/&(?!(?:amp|lt|gt|quot|apos);)|</.test(text)) throw new Error(`this is not well-formed: ${text.slice(0, 60)}`);
  return text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]);
};

/** Parses well-formed XML without a document type; throws on anything else. */
export function parseXml(source: string): Xml {
  const parts = source.match(/<\?[^]*?\?>|<[^<>]*>|[^<]+/g) ?? [];
  if (parts.join('') !== source) throw new Error('a sign stands where none may');
  const root = { name: '', attributes: new Map<string, string>(), children: [] as Xml[], text: '' };
  const open: (typeof root)[] = [root];
  for (const part of parts) {
    const top = open[open.length - 1];
    if (part.startsWith('<?')) continue;
    if (!part.startsWith('<')) top.text += plain(part);
    else if (part.startsWith('</')) {
      if (open.pop()?.name !== part.slice(2, -1).trim()) throw new Error(`${part} closes another element`);
    } else {
      const element = { ...opened(part), children: [], text: '' };
      top.children.push(element);
      if (!part.endsWith('/>')) open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('it is not one element');
  return root.children[0];
}

function opened(part: string): { name: string; attributes: Map<string, string> } {
  const [, name, rest] = /^<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*\/?>$/.exec(part) ?? [];
  if (name === undefined) throw new Error(`${part} is no element`);
  const pairs = [...rest.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [key, plain(value)] as const);
  return { name, attributes: new Map(pairs) };
}

/** All elements of a name, at any depth. */
export const allOf = (xml: Xml, name: string): Xml[] => [
  ...(xml.name === name ? [xml] : []),
  ...xml.children.flatMap((child) => allOf(child, name)),
];

/** The text of an element and of all in it. */
export const textOf = ({ text, children }: Xml): string => (text + children.map(textOf).join('')).trim();
