import type { OpenedPdf } from './opened-pdf';
import { a3, once, own, ua, unless, type Rule } from './rule';
import { Name, Ref, type Dict } from './syntax';
import { parentTreeOf, tagsOf, type Tag } from './tag-tree';

interface Annotation {
  readonly id: number;
  readonly dict: Dict;
  readonly page: number;
}

const annotations = once((pdf: OpenedPdf): Annotation[] =>
  pdf.pages.flatMap(({ id: page, page: dict }) =>
    pdf.array(dict.get('Annots')).map((ref) => ({ id: (ref as Ref).id, dict: pdf.dict(ref), page })),
  ),
);

const of = (pdf: OpenedPdf, kind: 'Link' | 'Widget'): Annotation[] =>
  annotations(pdf).filter(({ dict }) => pdf.name(dict.get('Subtype')) === kind);

/** The element to which the parent tree leads from an annotation. */
function owner(pdf: OpenedPdf, { dict }: Annotation): Tag | undefined {
  const found = parentTreeOf(pdf).get(pdf.number(dict.get('StructParent')) ?? -1);
  return tagsOf(pdf).find(({ id }) => found instanceof Ref && id === found.id);
}

const each =
  (wrong: (annotation: Annotation, pdf: OpenedPdf) => boolean, kind?: 'Link' | 'Widget') => (pdf: OpenedPdf) =>
    (kind === undefined ? annotations(pdf) : of(pdf, kind)).flatMap((annotation) =>
      unless(!wrong(annotation, pdf), `annotation ${annotation.id}`),
    );

const files = once((pdf: OpenedPdf) => pdf.dicts.filter(({ dict }) => dict.has('EF')));
const embedded = once((pdf: OpenedPdf) =>
  pdf.dicts.filter(({ dict }) => pdf.name(dict.get('Type')) === 'EmbeddedFile'),
);

const isNamed: Rule['broken'] = (pdf) =>
  files(pdf).flatMap(({ id, dict }) =>
    unless(Boolean(pdf.text(dict.get('F')) && pdf.text(dict.get('UF'))), `file ${id}`),
  );

const empty = (pdf: OpenedPdf, dict: Dict, key: string): boolean => (pdf.text(dict.get(key)) ?? '') === '';

/** PDF/A-3a §6.3, §6.4, §6.8 and PDF/UA-1 §7.11, §7.15, §7.18: links, the field of the seal, and embedded files. */
export const ANNOTATION_RULES: readonly Rule[] = [
  a3(
    '6.3.1-1',
    'annotations are links and fields',
    each(({ dict }, pdf) => !['Link', 'Widget'].includes(pdf.name(dict.get('Subtype')) ?? '')),
  ),
  a3(
    '6.3.2-1',
    'each has flags',
    each(({ dict }) => !dict.has('F')),
  ),
  a3(
    '6.3.2-2',
    'it is printed, and not hidden',
    each(({ dict }, pdf) => ((pdf.number(dict.get('F')) ?? 0) & 0x127) !== 4),
  ),
  a3(
    '6.3.3-1',
    'what has a size is a link, or looks like something',
    each(({ dict }, pdf) => {
      const [left, bottom, right, top] = pdf.array(dict.get('Rect')) as number[];
      return (left !== right || bottom !== top) && !dict.has('AP');
    }, 'Widget'),
  ),
  a3(
    '6.4.1-1',
    'a field does nothing by itself',
    each(({ dict }) => dict.has('A') || dict.has('AA'), 'Widget'),
  ),
  ua('7.15-1', 'no form is made anew', (pdf) => unless(!pdf.dict(pdf.catalog.get('AcroForm')).has('XFA'), 'XFA')),
  ua(
    '7.18.1-2',
    'a link says what it is',
    each(({ dict }, pdf) => empty(pdf, dict, 'Contents'), 'Link'),
  ),
  ua(
    '7.18.5-2',
    'a link says what it is',
    each(({ dict }, pdf) => empty(pdf, dict, 'Contents'), 'Link'),
  ),
  ua(
    '7.18.1-3',
    'a field says what it is',
    each(({ dict }, pdf) => empty(pdf, dict, 'TU'), 'Widget'),
  ),
  ua('7.18.3-1', 'pages with annotations are walked by their structure', (pdf) =>
    pdf.pages.flatMap(({ id, page }) =>
      unless(!page.has('Annots') || pdf.name(page.get('Tabs')) === 'S', `page ${id}`),
    ),
  ),
  ua(
    '7.18.4-1',
    'a field belongs to a Form',
    each((it, pdf) => owner(pdf, it)?.role !== 'Form', 'Widget'),
  ),
  ua('7.18.4-2', 'a Form has one field', (pdf) =>
    tagsOf(pdf)
      .filter(({ role }) => role === 'Form')
      .flatMap(({ id, objects }) => unless(objects.length === 1, `Form ${id}`)),
  ),
  ua(
    '7.18.5-1',
    'a link belongs to a Link',
    each((it, pdf) => owner(pdf, it)?.role !== 'Link', 'Link'),
  ),
  own(
    'annotation',
    'the structure leads to the annotation, and its page',
    each((it, pdf) => owner(pdf, it)?.objects.some(({ id, page }) => id === it.id && page === it.page) !== true),
  ),
  own(
    'target',
    'a link leads to a place that the file has',
    each(({ dict }, pdf) => {
      const names = pdf.array(pdf.dict(pdf.dict(pdf.catalog.get('Names')).get('Dests')).get('Names'));
      return !names.some((name, at) => at % 2 === 0 && pdf.text(name) === pdf.text(dict.get('Dest')));
    }, 'Link'),
  ),
  a3('6.8-1', 'an embedded file has a media type', (pdf) =>
    embedded(pdf).flatMap(({ id, dict }) => {
      const type = dict.get('Subtype');
      return unless(type instanceof Name && /^[-\w+.]+\/[-\w+.]+$/.test(type.of), `file ${id}`);
    }),
  ),
  a3('6.8-2', 'and a name, twice', isNamed),
  ua('7.11-1', 'and a name, twice', isNamed),
  a3('6.8-3', 'and a relationship', (pdf) =>
    files(pdf).flatMap(({ id, dict }) => unless(dict.has('AFRelationship'), `file ${id}`)),
  ),
  a3('6.8-4', 'and is associated with the whole', (pdf) => {
    const associated = pdf.array(pdf.catalog.get('AF')).map((ref) => (ref as Ref).id);
    return files(pdf).flatMap(({ id }) => unless(associated.includes(id), `file ${id}`));
  }),
  own('checksum', 'an embedded file has its size, dates, and sixteen bytes of check sum', (pdf) =>
    embedded(pdf).flatMap(({ id, dict }) => {
      const params = pdf.dict(dict.get('Params'));
      const sum = pdf.get(params.get('CheckSum')) as { bytes?: Buffer } | undefined;
      const whole = sum?.bytes?.length === 16 && params.has('ModDate') && params.has('CreationDate');
      return unless(whole && pdf.number(params.get('Size')) === pdf.data(new Ref(id)).length, `file ${id}`);
    }),
  ),
];
