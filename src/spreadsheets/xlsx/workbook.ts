import { posix } from 'node:path';
import { Refusal } from '../../kernel/refusal';
import type { Archive } from './archive';
import { type Attributes, walk } from './xml';
import { damaged } from './zip-directory';

interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  readonly relation: string;
}

/** A workbook as it lists its parts, before any cell is read. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  readonly is1904: boolean;
  /** Where a relation of the workbook leads, by its id or by the end of its type; null when there is none. */
  readonly part: (relation: string) => string | null;
}

const RELATIONS = '_rels/.rels';

async function relationsOf(archive: Archive, rels: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const open = (name: string, attributes: Attributes): void => {
    const target = attributes.get('Target');
    if (name !== 'Relationship' || target === null) return;
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    found.set(attributes.get('Id') ?? '', path);
    found.set(posix.basename(attributes.get('Type') ?? ''), path);
  };
  await walk((await archive.text(rels)) ?? '', { open });
  return found;
}

async function refuseOther(archive: Archive): Promise<void> {
  const types = await archive.text('[Content_Types].xml');
  if (types === null) throw new Refusal('unreadable-file', 'The file is a ZIP archive and no workbook of Excel');
  if (/macroEnabled/i.test(types) || archive.names.some((name) => /vbaProject\.bin$/i.test(name))) {
    throw new Refusal('unreadable-file', 'The workbook has macros: save it as .xlsx, without them');
  }
  if (/sheet\.binary/i.test(types))
    throw new Refusal('unreadable-file', 'The workbook is binary (.xlsb): save it as .xlsx');
}

/** What the workbook in an archive lists; refuses one with macros, and what is none. */
export async function workbookIn(archive: Archive): Promise<Workbook> {
  await refuseOther(archive);
  const main = (await relationsOf(archive, RELATIONS, '')).get('officeDocument');
  const xml = main === undefined ? null : await archive.text(main);
  if (main === undefined || xml === null) throw damaged('it has no list of sheets');
  const folder = posix.dirname(main);
  const relations = await relationsOf(archive, `${folder}/_rels/${posix.basename(main)}.rels`, folder);
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.get('date1904') ?? '');
    if (name !== 'sheet') return;
    const isHidden = (attributes.get('state') ?? 'visible') !== 'visible';
    sheets.push({
      name: attributes.get('name') ?? '',
      isHidden,
      relation: attributes.get('r:id') ?? attributes.get('id') ?? '',
    });
  };
  await walk(xml, { open });
  return { sheets, is1904, part: (relation) => relations.get(relation) ?? null };
}
