const named = (codePoint: number): string => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

/** A character that none of the writer's fonts can draw. A dossier with a blank or a box in it is never written. */
export class MissingGlyph extends Error {
  readonly character: string;

  constructor(
    readonly codePoint: number,
    /** The text in which it stands, so that the record and its field can be found. */
    readonly text: string,
  ) {
    super(`${named(codePoint)} cannot be printed; it stands in “${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`);
    this.name = 'MissingGlyph';
    this.character = String.fromCodePoint(codePoint);
  }
}
