import { FontProgram } from './font-program';
import type { OpenedPdf } from './opened-pdf';
import { contentOf } from './page-content';
import { once } from './rule';
import { Ref, type Dict } from './syntax';

/** A font that is used, with the codes that are shown in it. */
export interface UsedFont {
  readonly id: number;
  readonly dict: Dict;
  readonly descendant: Dict;
  readonly descriptor: Dict;
  /** Null where it is not embedded. */
  readonly program: FontProgram | null;
  readonly codes: readonly number[];
  /** By code: the width that the dictionary tells. */
  readonly widths: ReadonlyMap<number, number>;
  /** By code: the text that it stands for. */
  readonly unicode: ReadonlyMap<number, string>;
}

/** All fonts in which something is shown. */
export const fontsUsed = once((pdf: OpenedPdf): UsedFont[] => {
  const codes = new Map<number, Set<number>>();
  for (const { font, codes: shown } of contentOf(pdf).painted) {
    if (font === undefined || shown === undefined) continue;
    const known = codes.get(font) ?? new Set<number>();
    for (const code of shown) known.add(code);
    codes.set(font, known);
  }
  return [...codes].map(([id, used]) => {
    const dict = pdf.dict(new Ref(id));
    const descendant = pdf.dict(pdf.array(dict.get('DescendantFonts'))[0]);
    const descriptor = pdf.dict(descendant.get('FontDescriptor'));
    const file = pdf.data(descriptor.get('FontFile2'));
    return {
      id,
      dict,
      descendant,
      descriptor,
      program: file.length === 0 ? null : new FontProgram(file),
      codes: [...used],
      widths: widthsOf(pdf, descendant),
      unicode: unicodeOf(pdf.data(dict.get('ToUnicode')).toString('latin1')),
    };
  });
});

/** The widths of a CID font: runs of `first [w w …]` (ISO 32000-1 §9.7.4.3). */
function widthsOf(pdf: OpenedPdf, descendant: Dict): Map<number, number> {
  const widths = new Map<number, number>();
  const runs = pdf.array(descendant.get('W'));
  for (let at = 0; at < runs.length; at += 2) {
    const first = runs[at] as number;
    pdf.array(runs[at + 1]).forEach((width, index) => {
      if (typeof width === 'number') widths.set(first + index, width);
    });
  }
  return widths;
}

/** The ranges of a ToUnicode map, each `<first> <last> [<text> …]`. */
function unicodeOf(cmap: string): Map<number, string> {
  const texts = new Map<number, string>();
  for (const [, first, list] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, digits], index) => {
      const bytes = Buffer.from(digits.replace(/ /g, ''), 'hex');
      if (bytes.length > 0) texts.set(parseInt(first, 16) + index, bytes.swap16().toString('utf16le'));
    });
  }
  return texts;
}
