import { fontsUsed, type UsedFont } from './fonts-used';
import type { OpenedPdf } from './opened-pdf';
import { contentOf } from './page-content';
import { a3, own, ua, unless, type Rule } from './rule';

const each =
  (wrong: (font: UsedFont, pdf: OpenedPdf) => boolean) =>
  (pdf: OpenedPdf): string[] =>
    fontsUsed(pdf).flatMap((font) => unless(!wrong(font, pdf), `font ${font.id}`));

const eachCode =
  (wrong: (font: UsedFont, code: number) => boolean) =>
  (pdf: OpenedPdf): string[] =>
    fontsUsed(pdf).flatMap((font) =>
      font.codes.filter((code) => wrong(font, code)).map((code) => `code ${code} of font ${font.id}`),
    );

const isEmbedded = each(({ program }) => program === null);
const isPresent = eachCode(({ program }, code) => program?.has(code) !== true);
const isAsWide = eachCode(
  ({ program, widths }, code) => Math.abs((program?.width(code) ?? -99) - (widths.get(code) ?? -9)) > 1,
);
const isIdentity = each(({ dict }, pdf) => pdf.name(dict.get('Encoding')) !== 'Identity-H');
const isMapped = each(
  ({ descendant }, pdf) =>
    pdf.name(descendant.get('Subtype')) !== 'CIDFontType2' || pdf.name(descendant.get('CIDToGIDMap')) !== 'Identity',
);
const hasNoSet = each(({ descriptor }) => descriptor.has('CIDSet'));
const hasText = eachCode(({ unicode }, code) => (unicode.get(code) ?? '') === '');
const hasGoodText = eachCode(({ unicode }, code) => /[\0\ufffe\ufeff]/.test(unicode.get(code) ?? ''));
const isDefined = eachCode((_, code) => code === 0);

/** PDF/A-3a §6.2.11 and PDF/UA-1 §7.21: every glyph is inside, as wide as it says, and stands for a text. */
export const FONT_RULES: readonly Rule[] = [
  a3(
    '6.2.11.2-1',
    'a font is a font',
    each(({ dict }, pdf) => pdf.name(dict.get('Type')) !== 'Font'),
  ),
  a3(
    '6.2.11.2-2',
    'of a known kind',
    each(({ dict }, pdf) => pdf.name(dict.get('Subtype')) !== 'Type0'),
  ),
  a3(
    '6.2.11.2-3',
    'with a name, the same throughout',
    each(({ dict, descendant, descriptor }, pdf) => {
      const named = [dict.get('BaseFont'), descendant.get('BaseFont'), descriptor.get('FontName')].map((it) =>
        pdf.name(it),
      );
      return !/^[A-Z]{6}\+./.test(named[0] ?? '') || new Set(named).size !== 1;
    }),
  ),
  a3(
    '6.2.11.2-7',
    'its program is TrueType',
    each(({ descriptor }) => descriptor.has('FontFile3')),
  ),
  a3('6.2.11.3.1-1', 'codes are its glyphs', isIdentity),
  ua('7.21.3.1-1', 'codes are its glyphs', isIdentity),
  a3('6.2.11.3.2-1', 'CIDToGIDMap says so', isMapped),
  ua('7.21.3.2-1', 'CIDToGIDMap says so', isMapped),
  a3('6.2.11.4.1-1', 'its program is embedded', isEmbedded),
  ua('7.21.4.1-1', 'its program is embedded', isEmbedded),
  a3('6.2.11.4.1-2', 'every glyph shown is in it', isPresent),
  ua('7.21.4.1-2', 'every glyph shown is in it', isPresent),
  a3('6.2.11.4.2-2', 'no CIDSet tells another set', hasNoSet),
  ua('7.21.4.2-2', 'no CIDSet tells another set', hasNoSet),
  a3('6.2.11.5-1', 'widths are those of the program', isAsWide),
  ua('7.21.5-1', 'widths are those of the program', isAsWide),
  a3('6.2.11.7.2-1', 'every code stands for a text', hasText),
  ua('7.21.7-1', 'every code stands for a text', hasText),
  a3('6.2.11.7.2-2', 'and for no mark of byte order', hasGoodText),
  ua('7.21.7-2', 'and for no mark of byte order', hasGoodText),
  a3(
    '6.2.11.7.3-1',
    'nor for a private character',
    eachCode(({ unicode }, code) => /\p{Co}/u.test(unicode.get(code) ?? '')),
  ),
  a3('6.2.11.8-1', 'the missing glyph is never shown', isDefined),
  ua('7.21.8-1', 'the missing glyph is never shown', isDefined),
  own('text', 'text is shown at all', (pdf) =>
    unless(
      contentOf(pdf).painted.some(({ codes }) => codes),
      'none',
    ),
  ),
];
