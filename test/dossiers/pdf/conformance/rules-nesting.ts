import type { OpenedPdf } from './opened-pdf';
import { own, ua, unless, type Rule } from './rule';
import { attributesOf, rolesOf, said, tagsOf, type Tag } from './tag-tree';

const having = (pdf: OpenedPdf, role: string): Tag[] => tagsOf(pdf).filter((tag) => tag.role === role);

/** All of a role stand in one of these. */
const within = (role: string, parents: readonly string[]) => (pdf: OpenedPdf) =>
  having(pdf, role)
    .filter(({ parent }) => !parents.includes(parent?.role ?? ''))
    .map(said);

/** All of a role hold only these. */
const holding = (role: string, kids: readonly string[]) => (pdf: OpenedPdf) =>
  having(pdf, role)
    .filter((tag) => rolesOf(tag.kids).some((kid) => !kids.includes(kid)))
    .map(said);

const tables = (wrong: (roles: string[], tag: Tag, pdf: OpenedPdf) => boolean) => (pdf: OpenedPdf) =>
  having(pdf, 'Table')
    .filter((tag) => wrong(rolesOf(tag.kids), tag, pdf))
    .map(said);

const count = (roles: readonly string[], role: string): number => roles.filter((one) => one === role).length;

const rowsOf = (table: Tag): Tag[] => table.kids.flatMap(({ kids }) => kids).filter(({ role }) => role === 'TR');

/** How many columns a row takes. */
const columnsOf = (pdf: OpenedPdf, row: Tag): number =>
  row.kids.reduce((sum, cell) => sum + (pdf.number(attributesOf(pdf, cell).get('ColSpan')) ?? 1), 0);

const scopeOf = (pdf: OpenedPdf, tag: Tag): string => pdf.name(attributesOf(pdf, tag).get('Scope')) ?? '';

/** A cell for which no head can be found: neither one of its row, nor one of its column. */
function headless(pdf: OpenedPdf): string[] {
  return having(pdf, 'Table').flatMap((table) => {
    const head = rowsOf(table)[0]?.kids.map((cell) => cell.role === 'TH' && scopeOf(pdf, cell) === 'Column') ?? [];
    return rowsOf(table).flatMap((row) =>
      row.kids.flatMap((cell, at) => {
        const own = row.kids.some((other) => other.role === 'TH' && scopeOf(pdf, other) === 'Row');
        return unless(cell.role === 'TH' || own || head[at], said(cell));
      }),
    );
  });
}

const CELLS = ['TH', 'TD'];

/** PDF/UA-1 §7.2 and §7.5: what may stand in what, and that every cell has its heads. */
export const NESTING_RULES: readonly Rule[] = [
  ua('7.2-3', 'a table holds caption, head and bodies', holding('Table', ['Caption', 'THead', 'TBody', 'TFoot', 'TR'])),
  ua('7.2-4', 'a row stands in a table', within('TR', ['Table', 'THead', 'TBody', 'TFoot'])),
  ua('7.2-5', 'a head stands in a table', within('THead', ['Table'])),
  ua('7.2-6', 'a body stands in a table', within('TBody', ['Table'])),
  ua('7.2-8', 'a head cell stands in a row', within('TH', ['TR'])),
  ua('7.2-9', 'a cell stands in a row', within('TD', ['TR'])),
  ua('7.2-10', 'a row holds cells', holding('TR', CELLS)),
  ua(
    '7.2-11',
    'a table has one head',
    tables((roles) => count(roles, 'THead') > 1),
  ),
  ua(
    '7.2-14',
    'a head goes with a body',
    tables((roles) => roles.includes('THead') && !roles.includes('TBody')),
  ),
  ua(
    '7.2-16',
    'a caption is first',
    tables((roles) => roles.indexOf('Caption') > 0),
  ),
  ua(
    '7.2-39',
    'and alone',
    tables((roles) => count(roles, 'Caption') > 1),
  ),
  ua('7.2-36', 'a head holds rows', holding('THead', ['TR'])),
  ua('7.2-37', 'a body holds rows', holding('TBody', ['TR'])),
  ua(
    '7.2-42',
    'all rows of a table have the same columns',
    tables((_, table, pdf) => new Set(rowsOf(table).map((row) => columnsOf(pdf, row))).size > 1),
  ),
  ua('7.2-17', 'an item stands in a list', within('LI', ['L'])),
  ua('7.2-18', 'a body of an item stands in it', within('LBody', ['LI'])),
  ua('7.2-19', 'a list holds items', holding('L', ['L', 'LI', 'Caption'])),
  ua('7.2-20', 'an item holds label and body', holding('LI', ['Lbl', 'LBody'])),
  ua('7.2-26', 'an entry stands in the contents', within('TOCI', ['TOC'])),
  ua('7.2-27', 'the contents hold entries', holding('TOC', ['TOC', 'TOCI', 'Caption'])),
  own(
    'contents',
    'an entry of the contents holds label, reference and words',
    holding('TOCI', ['Lbl', 'Reference', 'P']),
  ),
  ua('7.5-1', 'every cell has a head', headless),
  own('scope', 'every head cell says for what', (pdf) =>
    having(pdf, 'TH')
      .filter((cell) => !['Row', 'Column'].includes(scopeOf(pdf, cell)))
      .map(said),
  ),
];
