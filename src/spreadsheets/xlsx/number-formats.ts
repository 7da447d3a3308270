import { type Visitor, walk } from './xml';

/** How Excel shows a number: as it is, as a day, or in words of its own (a percentage, a currency, a fraction). */
export type Shown = 'as-it-is' | 'as-day' | 'in-its-own-way';

/** Excel takes no longer one. */
const LONGEST_CODE = 255;
const PLAIN = new Set([0, 1, 2, 3, 4, 49]);
const isDayFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** What a format code means once its literal texts, colours and conditions are left out (ECMA-376 18.8.31). */
export function shownBy(code: string): Shown {
  const first = code.slice(0, LONGEST_CODE).split(';')[0] ?? '';
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '').trim();
  if (/^(general|@|[#0?,.\s]*)$/i.test(bare)) return /["\\]/.test(first) ? 'in-its-own-way' : 'as-it-is';
  return /[ymdhs]/i.test(bare.replace(/general/gi, '')) ? 'as-day' : 'in-its-own-way';
}

class Styles implements Visitor {
  readonly styles: Shown[] = [];
  private readonly codes = new Map<number, string>();
  private isInCellFormats = false;

  open(name: string, attributes: { get(name: string): string | null }): void {
    if (name === 'cellXfs') this.isInCellFormats = true;
    if (name === 'numFmt') this.codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
    if (name === 'xf' && this.isInCellFormats) this.styles.push(this.shown(Number(attributes.get('numFmtId') ?? 0)));
  }

  close(name: string): void {
    if (name === 'cellXfs') this.isInCellFormats = false;
  }

  private shown(id: number): Shown {
    const code = this.codes.get(id);
    if (code !== undefined) return shownBy(code);
    if (PLAIN.has(id)) return 'as-it-is';
    return isDayFormat(id) ? 'as-day' : 'in-its-own-way';
  }
}

/** How the numbers of each style of a workbook are shown, by the style's place. */
export async function numberFormats(xml: string | null): Promise<readonly Shown[]> {
  const styles = new Styles();
  await walk(xml ?? '', styles);
  return styles.styles;
}
