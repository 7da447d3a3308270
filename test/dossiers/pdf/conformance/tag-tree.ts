import type { OpenedPdf } from './opened-pdf';
import { once } from './rule';
import { Ref, type Dict, type Value } from './syntax';

/** An element of the structure as the file has it. */
export interface Tag {
  readonly id: number;
  readonly role: string;
  readonly dict: Dict;
  readonly parent: Tag | undefined;
  readonly kids: Tag[];
  /** Its marked contents: object of the page, and identifier. */
  readonly marked: { readonly page: number; readonly mcid: number }[];
  /** Its annotations. */
  readonly objects: { readonly page: number | undefined; readonly id: number }[];
}

/** The root’s elements, and every element below them. */
export const tagsOf = once((pdf: OpenedPdf): Tag[] => {
  const root = pdf.dict(pdf.catalog.get('StructTreeRoot'));
  const found: Tag[] = [];
  const walk = (value: Value | undefined, parent: Tag | undefined): Tag => {
    const dict = pdf.dict(value);
    const role = pdf.name(dict.get('S')) ?? '?';
    const tag: Tag = { id: value instanceof Ref ? value.id : 0, role, dict, parent, kids: [], marked: [], objects: [] };
    found.push(tag);
    for (const kid of kidsOf(dict.get('K'))) take(tag, kid);
    return tag;
  };
  const take = (tag: Tag, kid: Value): void => {
    const own = pageOf(tag.dict);
    if (typeof kid === 'number') return void tag.marked.push({ page: own ?? 0, mcid: kid });
    const dict = pdf.dict(kid);
    const type = pdf.name(dict.get('Type'));
    const page = pageOf(dict) ?? own;
    if (type === 'MCR') tag.marked.push({ page: page ?? 0, mcid: pdf.number(dict.get('MCID')) ?? -1 });
    else if (type === 'OBJR') tag.objects.push({ page, id: (dict.get('Obj') as Ref).id });
    else tag.kids.push(walk(kid, tag));
  };
  for (const kid of kidsOf(root.get('K'))) walk(kid, undefined);
  return found;
});

const pageOf = (dict: Dict): number | undefined => {
  const page = dict.get('Pg');
  return page instanceof Ref ? page.id : undefined;
};

const kidsOf = (value: Value | undefined): Value[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const rolesOf = (tags: readonly Tag[]): string[] => tags.map(({ role }) => role);

/** What an element is an example of in words: its role, and its object. */
export const said = ({ role, id }: Tag): string => `${role} ${id}`;

/** The attributes of an element. */
export const attributesOf = (pdf: OpenedPdf, { dict }: Tag): Dict => pdf.dict(dict.get('A'));

/** The parent tree, flat: by key, what the content or annotation of that key belongs to. */
export const parentTreeOf = once((pdf: OpenedPdf): Map<number, Value> => {
  const flat = new Map<number, Value>();
  const walk = (node: Dict): void => {
    const pairs = pdf.array(node.get('Nums'));
    for (let at = 0; at < pairs.length; at += 2) flat.set(pairs[at] as number, pairs[at + 1]);
    for (const kid of pdf.array(node.get('Kids'))) walk(pdf.dict(kid));
  };
  walk(pdf.dict(pdf.dict(pdf.catalog.get('StructTreeRoot')).get('ParentTree')));
  return flat;
});
