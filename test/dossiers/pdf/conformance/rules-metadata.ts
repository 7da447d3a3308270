import type { OpenedPdf } from './opened-pdf';
import { a3, once, own, ua, unless, type Rule } from './rule';
import { allOf, parseXml, textOf, type Xml } from './xml';

const bytes = (pdf: OpenedPdf): Buffer => pdf.data(pdf.catalog.get('Metadata'));

const EMPTY: Xml = { name: '', attributes: new Map(), children: [], text: '' };

/** The packet; an empty element where it is none. */
const xmp = once((pdf: OpenedPdf): Xml => {
  try {
    return parseXml(
      bytes(pdf)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
  } catch {
    return EMPTY;
  }
});

const all = (pdf: OpenedPdf, name: string): Xml[] => allOf(xmp(pdf), name);
const one = (pdf: OpenedPdf, name: string): string | undefined => all(pdf, name).map(textOf)[0];

/** What XMP 2005 defines, of what is used. */
const PREDEFINED =
  /^(?:dc:(?:format|title|creator|description|language)|pdf:(?:Keywords|Producer)|xmp:(?:CreatorTool|CreateDate|ModifyDate|MetadataDate)|pdfaid:(?:part|conformance)|pdfaExtension:schemas)$/;

/** Prefixes and the names that they must stand for. */
const SPACES: Readonly<Record<string, string>> = {
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
  pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
  pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#',
  dc: 'http://purl.org/dc/elements/1.1/',
};

const properties = (pdf: OpenedPdf): Xml[] => all(pdf, 'rdf:Description').flatMap(({ children }) => children);

/** What the extension schemas of the packet define, as prefix and name. */
const defined = (pdf: OpenedPdf): Set<string> =>
  new Set(
    all(pdf, 'pdfaExtension:schemas').flatMap((schemas) =>
      allOf(schemas, 'pdfaSchema:property').flatMap((property) =>
        allOf(property, 'pdfaProperty:name').map((name) => `${one(pdf, 'pdfaSchema:prefix')}:${textOf(name)}`),
      ),
    ),
  );

const filled =
  (name: string, pattern = /./): Rule['broken'] =>
  (pdf) =>
    unless(all(pdf, name).length > 0 && all(pdf, name).every((found) => pattern.test(textOf(found))), name);

const info = (pdf: OpenedPdf, key: string): string | undefined => pdf.text(pdf.dict(pdf.trailer.get('Info')).get(key));

const SAME = [
  ['Title', 'dc:title'],
  ['Author', 'dc:creator'],
  ['Subject', 'dc:description'],
  ['Keywords', 'pdf:Keywords'],
  ['Producer', 'pdf:Producer'],
  ['Creator', 'xmp:CreatorTool'],
] as const;

const digits = (date = ''): string => date.replace(/\D/g, '');

/** PDF/A-3a §6.6 and PDF/UA-1 §5: what the file says of itself. */
export const METADATA_RULES: readonly Rule[] = [
  a3('6.6.2.1-1', 'it has metadata', (pdf) => unless(bytes(pdf).length > 0, 'none')),
  ua('7.1-8', 'it has metadata', (pdf) => unless(bytes(pdf).length > 0, 'none')),
  a3('6.6.2.1-2', 'its packet has neither bytes nor encoding', (pdf) =>
    unless(!/<\?xpacket[^>]*(?:bytes|encoding)=/.test(bytes(pdf).toString('utf8')), 'a header'),
  ),
  a3('6.6.2.1-4', 'its packet is well-formed', (pdf) => unless(xmp(pdf) !== EMPTY, 'not XML')),
  a3('6.6.2.1-5', 'in UTF-8', (pdf) =>
    unless(Buffer.from(bytes(pdf).toString('utf8')).equals(bytes(pdf)), 'not UTF-8'),
  ),
  a3('6.6.2.3.1-1', 'properties are predefined, or defined in it', (pdf) =>
    properties(pdf).flatMap(({ name }) => unless(PREDEFINED.test(name) || defined(pdf).has(name), name)),
  ),
  a3('6.6.2.3.3-1', 'schemas are in a bag, under the right names', (pdf) => [
    ...all(pdf, 'pdfaExtension:schemas').flatMap(({ children }) => unless(children[0]?.name === 'rdf:Bag', 'no bag')),
    ...all(pdf, 'rdf:Description').flatMap(({ attributes }) =>
      Object.entries(SPACES).flatMap(([prefix, name]) => unless(attributes.get(`xmlns:${prefix}`) === name, prefix)),
    ),
  ]),
  a3('6.6.2.3.3-2', 'a schema has a title', filled('pdfaSchema:schema')),
  a3('6.6.2.3.3-3', 'a name', filled('pdfaSchema:namespaceURI', /^http:/)),
  a3('6.6.2.3.3-4', 'a prefix', filled('pdfaSchema:prefix', /^\w+$/)),
  a3('6.6.2.3.3-5', 'properties in a sequence', (pdf) =>
    all(pdf, 'pdfaSchema:property').flatMap(({ children }) => unless(children[0]?.name === 'rdf:Seq', 'no sequence')),
  ),
  a3('6.6.2.3.3-7', 'each with a name', filled('pdfaProperty:name')),
  a3('6.6.2.3.3-8', 'a type', filled('pdfaProperty:valueType', /^(?:Integer|Text)$/)),
  a3('6.6.2.3.3-9', 'a category', filled('pdfaProperty:category', /^(?:internal|external)$/)),
  a3('6.6.2.3.3-10', 'a description', filled('pdfaProperty:description')),
  a3('6.6.4-1', 'it says that it is PDF/A', filled('pdfaid:part')),
  a3('6.6.4-2', 'of part 3', filled('pdfaid:part', /^3$/)),
  a3('6.6.4-3', 'of level A', filled('pdfaid:conformance', /^A$/)),
  ua('5-1', 'it says that it is PDF/UA', filled('pdfuaid:part')),
  ua('5-2', 'of part 1', filled('pdfuaid:part', /^1$/)),
  ua('7.1-9', 'it has a title', filled('dc:title')),
  own('metadata', 'metadata and information say the same', (pdf) => [
    ...SAME.flatMap(([key, name]) =>
      unless(info(pdf, key) === one(pdf, name), `${key}: ${info(pdf, key)} and ${one(pdf, name)}`),
    ),
    ...unless(digits(info(pdf, 'CreationDate')) === digits(one(pdf, 'xmp:CreateDate')), 'CreationDate'),
    ...unless(digits(info(pdf, 'ModDate')) === digits(one(pdf, 'xmp:ModifyDate')), 'ModDate'),
  ]),
];
