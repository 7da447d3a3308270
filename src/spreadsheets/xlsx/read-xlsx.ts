import { Refusal } from '../../kernel/refusal';
import { columnKey } from '../header.rules';
import { type Sheet, type SheetRow, textCell } from '../sheet';
import { Archive } from './archive';
import { withoutMerged } from './merged.rules';
import { numberFormats } from './number-formats';
import { sharedStrings } from './shared-strings';
import { readRows, type SheetRows } from './sheet-rows';
import { type Workbook, workbookIn } from './workbook';
import { damaged } from './zip-directory';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

function refuseOther(bytes: Buffer): void {
  if (bytes.subarray(0, 4).equals(OLE)) {
    throw new Refusal(
      'unreadable-file',
      'The workbook has a password, or is an old .xls: save it as .xlsx without one',
    );
  }
  if (!bytes.subarray(0, 4).equals(ZIP))
    throw new Refusal('unreadable-file', 'The file is no workbook of Excel (.xlsx)');
}

/** The sheet that has the name of what is asked for, else the first one that is not hidden. */
function chosen({ sheets }: Workbook, kind: string): Workbook['sheets'][number] {
  const named = sheets.find(({ name }) => columnKey(name) === kind);
  const sheet = named ?? sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  if (sheet === undefined) throw damaged('it has no sheet');
  return sheet;
}

/** Every row as wide as the header, because a workbook leaves out what is empty at the end of a row. */
const padded = ([header, ...rows]: readonly SheetRow[]): SheetRow[] => {
  if (header === undefined) return [];
  const width = header.cells.length;
  const rest = (cells: SheetRow['cells']) =>
    Array.from({ length: Math.max(width - cells.length, 0) }, () => textCell(''));
  return [header, ...rows.map(({ number, cells }) => ({ number, cells: [...cells, ...rest(cells)] }))];
};

function notesOf({ sheets }: Workbook, name: string, { hiddenRows }: SheetRows): string[] {
  const others = sheets.map((sheet) => sheet.name).filter((other) => other !== name);
  return [
    ...(others.length === 0 ? [] : [`Read the sheet “${name}”; not read: ${others.slice(0, 20).join(', ')}`]),
    ...(hiddenRows === 0 ? [] : [`${hiddenRows} hidden or filtered rows are read like the others`]),
  ];
}

/** Reads the sheet of a workbook that is named as the kind, or its first one, to rows. */
export async function readXlsx(bytes: Buffer, kind: string): Promise<Sheet> {
  refuseOther(bytes);
  const archive = new Archive(bytes);
  const workbook = await workbookIn(archive);
  const { name, relation } = chosen(workbook, kind);
  const part = async (of: string) => archive.text(workbook.part(of) ?? '');
  const [strings, formats] = [
    await sharedStrings(await part('sharedStrings')),
    await numberFormats(await part('styles')),
  ];
  const xml = await part(relation);
  if (xml === null) throw damaged(`its sheet “${name}” is not in it`);
  const found = await readRows(xml, { strings, formats, is1904: workbook.is1904 });
  const rows = padded(withoutMerged(found.rows, found.merged));
  return { name, rows, emptyRows: found.emptyRows, notes: notesOf(workbook, name, found) };
}
