import { type Element, elementsIn } from './der';
import { TimestampFault } from './timestamp-fault';

/** The tags of elements that stand side by side, in hexadecimal: what is a sequence, a set or a choice must say so itself. */
const SHAPES = {
  contentInfo: /^06 a0$/,
  signedData: /^02 31 30( a0)?( a1)? 31$/,
  algorithms: /^(30 ?)+$/,
  content: /^06 a0$/,
  signers: /^30$/,
  signer: /^02 (30|80) 30( a0)? 30 04( a1)?$/,
  issuerAndNumber: /^30 02$/,
  name: /^(31 ?)*$/,
  partOfName: /^(30 ?)+$/,
  attributeOfName: /^06 [01][0-9a-f]$/,
} as const;

const tagsOf = (elements: readonly Element[]): string =>
  elements.map(({ tag }) => tag.toString(16).padStart(2, '0')).join(' ');

/** What is in an element, held to its shape. */
function inside({ content }: Element, shape: keyof typeof SHAPES): Element[] {
  const elements = elementsIn(content);
  if (!SHAPES[shape].test(tagsOf(elements)))
    throw new TimestampFault('malformed', 'The time stamp has a part that is not of its type');
  return elements;
}

/** Of the one signer, by whichever of the two he is named (RFC 5652 §5.3). */
function requireSigner(signer: Element): void {
  const [, sid] = inside(signer, 'signer');
  if (sid.tag !== 0x30) return;
  const [issuer] = inside(sid, 'issuerAndNumber');
  for (const part of inside(issuer, 'name'))
    for (const attribute of inside(part, 'partOfName')) inside(attribute, 'attributeOfName');
}

/**
 * Holds a token to the tags of RFC 5652 §3 and §5, where no digest is over them: a parser that takes any tag for a sequence
 * would give one stamp many encodings.
 */
export function requireShape(token: Element): void {
  const [, wrapped] = inside(token, 'contentInfo');
  const [signedData] = elementsIn(wrapped.content);
  const parts = inside(signedData, 'signedData');
  inside(parts[1], 'algorithms');
  inside(parts[2], 'content');
  const [signer] = inside(parts[parts.length - 1], 'signers');
  requireSigner(signer);
}
