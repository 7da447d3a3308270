/** Ideographs, kana and the signs set with them: a line may be broken beside each, though no space stands there. */
const WIDE =
  /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;

/** Never first on a line, and never last (JIS X 4051, GB/T 15834). */
const NOT_FIRST =
  /[\s.,:;!?)\]}%’”»·、。〉》」』】〕〗〙〛〞〟ゝゞヽヾ々〻ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ゠・！％），．：；？］｝～｡｣､･]/u;
const NOT_LAST = /[([{‘“«〈《「『【〔〖〘〚〝（［｛｢￥＄￡]/u;

/** Whether a text has characters beside which a line may be broken without a space. */
export const hasWide = (text: string): boolean => WIDE.test(text);

/** How many columns a character takes where all are alike: one, and two for an ideograph. */
export const columnsOf = (character: string): 1 | 2 => (WIDE.test(character) ? 2 : 1);

/** The text parted wherever a line may be broken though no space stands there. */
export function partsBetweenWide(text: string): string[] {
  const parts: string[] = [];
  let before = '';
  for (const character of text) {
    const wide = WIDE.test(before) || WIDE.test(character);
    if (before === '' || !wide || NOT_LAST.test(before) || NOT_FIRST.test(character)) {
      parts.push((parts.pop() ?? '') + character);
    } else parts.push(character);
    before = character;
  }
  return parts;
}
