import type { OpenedPdf } from './opened-pdf';
import { contentOf } from './page-content';
import { a3, once, unless, type Rule } from './rule';
import { Name, Text, type Dict } from './syntax';

const streams = once((pdf: OpenedPdf) =>
  [...pdf.objects].flatMap(([id, { value, data }]) => (data === undefined ? [] : [{ id, dict: value as Dict, data }])),
);

const texts = once((pdf: OpenedPdf) => pdf.values.filter((value) => value instanceof Text));
const names = once((pdf: OpenedPdf) => pdf.values.filter((value) => value instanceof Name));
const numbers = once((pdf: OpenedPdf) => pdf.values.filter((value) => typeof value === 'number'));

const latin1 = once((pdf: OpenedPdf): string => pdf.bytes.toString('latin1'));

/** Every entry of any dictionary that has this key. */
const withKey = (pdf: OpenedPdf, key: string): string[] =>
  pdf.values.flatMap((value) => (value instanceof Map && value.has(key) ? [`a dictionary has ${key}`] : []));

/** The operators of ISO 32000-1, Annex A. */
const OPERATORS = new Set(
  (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " +
    '"'
  ).split(' '),
);

/** Where a stream’s data end, by its own keyword. */
const lengthFaults = (pdf: OpenedPdf): string[] =>
  streams(pdf).flatMap(({ id, data }) => {
    const end = data.byteOffset - pdf.bytes.byteOffset + data.length;
    return unless(latin1(pdf).slice(end, end + 11) === '\nendstream\n', `stream ${id} is not as long as it says`);
  });

/** PDF/A-3a §6.1: how the file is written. */
export const FILE_RULES: readonly Rule[] = [
  a3('6.1.2-1', 'it begins with %PDF-1.n', (pdf) => unless(/^%PDF-1\.[0-7]\n/.test(latin1(pdf)), 'another header')),
  a3('6.1.2-2', 'four bytes above 127 follow', (pdf) =>
    unless(/^%[\x80-\xff]{4}/.test(latin1(pdf).slice(9)), 'no binary comment'),
  ),
  a3('6.1.3-1', 'it has an identifier', (pdf) => unless(pdf.array(pdf.trailer.get('ID')).length === 2, 'no ID')),
  a3('6.1.3-2', 'it is not encrypted', (pdf) => unless(!pdf.trailer.has('Encrypt'), 'Encrypt')),
  a3('6.1.3-3', 'nothing follows its end', (pdf) => unless(/%%EOF\n?$/.test(latin1(pdf)), 'bytes after %%EOF')),
  a3('6.1.6-1', 'hexadecimal strings have even digits', (pdf) =>
    texts(pdf).flatMap(({ hex = '' }) => unless(hex.length % 2 === 0, hex)),
  ),
  a3('6.1.6-2', 'and only digits', (pdf) =>
    texts(pdf).flatMap(({ hex = '' }) => unless(/^[0-9a-fA-F]*$/.test(hex), hex)),
  ),
  a3('6.1.7.1-1', 'streams are as long as they say', lengthFaults),
  a3('6.1.7.1-2', 'the word stream stands on a line', (pdf) =>
    streams(pdf).flatMap(({ id, data }) => {
      const at = data.byteOffset - pdf.bytes.byteOffset;
      return unless(/stream\r?\n$/.test(latin1(pdf).slice(at - 8, at)), `stream ${id}`);
    }),
  ),
  a3('6.1.7.1-3', 'no stream is in another file', (pdf) =>
    streams(pdf).flatMap(({ id, dict }) =>
      unless(!['F', 'FFilter', 'FDecodeParms'].some((key) => dict.has(key)), `stream ${id}`),
    ),
  ),
  a3('6.1.7.2-1', 'streams are packed with Flate, or not', (pdf) =>
    streams(pdf).flatMap(({ id, dict }) =>
      unless([undefined, 'FlateDecode'].includes(pdf.name(dict.get('Filter'))), `stream ${id}`),
    ),
  ),
  a3('6.1.8-1', 'names are UTF-8', (pdf) => names(pdf).flatMap(({ of }) => unless(!of.includes('\ufffd'), of))),
  a3('6.1.9-1', 'objects begin and end on lines of their own', (pdf) =>
    unless(!/[^\n]\n?\d+ 0 obj[^\n]/.test(latin1(pdf).replace(/stream\n[^]*?\nendstream/g, '')), 'an object'),
  ),
  a3('6.1.13-1', 'integers are within 32 bits', (pdf) =>
    numbers(pdf).flatMap((n) => unless(!Number.isInteger(n) || Math.abs(n) <= 2147483647, String(n))),
  ),
  a3('6.1.13-2', 'reals are not too large', (pdf) =>
    numbers(pdf).flatMap((n) => unless(Math.abs(n) <= 3.403e38, String(n))),
  ),
  a3('6.1.13-3', 'strings are shorter than 32768 bytes', (pdf) =>
    texts(pdf).flatMap(({ bytes }) => unless(bytes.length < 32768, bytes.toString('latin1', 0, 40))),
  ),
  a3('6.1.13-4', 'names have at most 127 bytes', (pdf) =>
    names(pdf).flatMap(({ of }) => unless(Buffer.byteLength(of) <= 127, of)),
  ),
  a3('6.1.13-5', 'reals are not too near to zero', (pdf) =>
    numbers(pdf).flatMap((n) => unless(n === 0 || Math.abs(n) >= 1.175e-38, String(n))),
  ),
  a3('6.1.13-7', 'there are not too many objects', (pdf) => unless(pdf.objects.size <= 8388607, 'too many')),
  a3('6.1.13-8', 'q is nested at most 28 deep', (pdf) => unless(contentOf(pdf).deepest <= 28, 'deeper')),
  a3('6.1.13-11', 'pages are of a size', (pdf) =>
    pdf.pages.flatMap(({ id, page }) => {
      const [left, bottom, right, top] = pdf.array(page.get('MediaBox')) as number[];
      const fits = [right - left, top - bottom].every((side) => side >= 3 && side <= 14400);
      return unless(fits, `page ${id}`);
    }),
  ),
  a3('6.2.2-1', 'only known operators are used', (pdf) =>
    [...contentOf(pdf).operators].filter((operator) => !OPERATORS.has(operator)),
  ),
  a3('6.2.2-2', 'a page names its own resources', (pdf) =>
    pdf.pages.flatMap(({ id, page }) => unless(pdf.dict(page.get('Resources')).size > 0, `page ${id}`)),
  ),
  a3('6.4.1-3', 'no appearance is to be made', (pdf) => withKey(pdf, 'NeedAppearances')),
  a3('6.4.2-1', 'no form is of XML', (pdf) => withKey(pdf, 'XFA')),
  a3('6.4.2-2', 'nothing is to be rendered by a reader', (pdf) =>
    unless(!pdf.catalog.has('NeedsRendering'), 'NeedsRendering'),
  ),
  a3('6.1.12-1', 'no permissions are set', (pdf) => unless(!pdf.catalog.has('Perms'), 'Perms')),
  a3('6.5.1-1', 'nothing acts by itself', (pdf) => [
    ...withKey(pdf, 'OpenAction'),
    ...pdf.dicts.flatMap(({ id, dict }) => unless(!dict.has('A') || dict.has('S'), `object ${id} has an action`)),
  ]),
  a3('6.5.2-1', 'no action waits for an event', (pdf) => withKey(pdf, 'AA')),
  a3('6.9-1', 'no content is optional', (pdf) => withKey(pdf, 'OCProperties')),
  a3('6.10-1', 'nothing is presented in another way', (pdf) => [
    ...withKey(pdf, 'AlternatePresentations'),
    ...withKey(pdf, 'PresSteps'),
  ]),
  a3('6.11-1', 'no reader is required', (pdf) => withKey(pdf, 'Requirements')),
];
