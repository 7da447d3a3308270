import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive as it is written: what it declares may be otherwise than what it is. */
export interface Part {
  readonly name: string;
  readonly content: Buffer | string;
  readonly isStored?: boolean;
  readonly declares?: { readonly size?: number; readonly crc32?: number; readonly flags?: number };
  /** Packed already; `content` is not looked at then. */
  readonly packed?: Buffer;
}

function headerOf({ name, content, isStored = false, declares = {}, packed }: Part) {
  const plain = Buffer.from(content as string);
  const body = packed ?? (isStored ? plain : deflateRawSync(plain));
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(declares.flags ?? 0x0800, 2);
  fields.writeUInt16LE(isStored ? 0 : 8, 4);
  fields.writeUInt32LE(declares.crc32 ?? crc32(plain), 10);
  fields.writeUInt32LE(body.length, 14);
  fields.writeUInt32LE(declares.size ?? plain.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return { name: Buffer.from(name), body, fields };
}

/** A ZIP archive of these parts. */
export function zipOf(parts: readonly Part[]): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const part of parts) {
    const { name, body, fields } = headerOf(part);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The letters of a column: 0 is `A`, 26 is `AA`. */
const lettersOf = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : lettersOf(Math.floor(at / 26) - 1) + lettersOf(at % 26);

/** A cell: a text, a number, a yes or no, nothing, or the XML of the element itself (after its reference). */
export type TestCell = string | number | boolean | null | { readonly attributes: string; readonly inside: string };

const cellXml = (cell: TestCell, reference: string): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object') return `<c r="${reference}" ${cell.attributes}>${cell.inside}</c>`;
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
};

export const sheetXml = (
  rows: readonly (readonly TestCell[])[],
  after = '',
  hidden: readonly number[] = [],
): string => {
  const xml = rows.map((cells, at) => {
    const number = at + 1;
    const attributes = hidden.includes(number) ? ' hidden="1"' : '';
    const inside = cells.map((cell, column) => cellXml(cell, `${lettersOf(column)}${number}`)).join('');
    return `<row r="${number}"${attributes}>${inside}</row>`;
  });
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${xml.join('')}</sheetData>${after}</worksheet>`;
};

/** What a test may want in a workbook beside its first sheet. */
export interface Wishes {
  readonly names?: readonly string[];
  readonly sheets?: readonly string[];
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly states?: readonly string[];
  readonly types?: string;
  readonly extra?: readonly Part[];
}

const TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (...all: string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

/** The parts of a workbook whose sheets have this XML. */
export function workbookParts({ sheets = [], names = [], states = [], ...wishes }: Wishes): Part[] {
  const list = sheets.map(
    (_, at) =>
      `<sheet name="${escaped(names[at] ?? `Sheet${at + 1}`)}" sheetId="${at + 1}" r:id="rId${at + 1}"${states[at] === undefined ? '' : ` state="${states[at]}"`}/>`,
  );
  return [
    { name: '[Content_Types].xml', content: wishes.types ?? TYPES },
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">${wishes.workbookPr ?? ''}<sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
        ...(wishes.strings === undefined ? [] : [relation('rIdS', 'sharedStrings', 'sharedStrings.xml')]),
        ...(wishes.styles === undefined ? [] : [relation('rIdT', 'styles', '/xl/styles.xml')]),
      ),
    },
    ...sheets.map((content, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content })),
    ...(wishes.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: wishes.strings }]),
    ...(wishes.styles === undefined ? [] : [{ name: 'xl/styles.xml', content: wishes.styles }]),
    ...(wishes.extra ?? []),
  ];
}

/** A workbook whose first sheet has these rows. */
export const xlsxOf = (rows: readonly (readonly TestCell[])[], wishes: Wishes = {}): Buffer =>
  zipOf(workbookParts({ sheets: [sheetXml(rows)], ...wishes }));
