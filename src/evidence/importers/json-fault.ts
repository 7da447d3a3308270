/** Why a text is not a JSON document, and where: line and column count from 1, the column in characters. */
export class JsonFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(
    readonly reason: string,
    readonly text: string,
    readonly offset: number,
  ) {
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    const line = before.split('\n').length;
    const column = before.slice(lineStart).replace(/[\ud800-\udbff]/g, '').length + 1;
    super(`line ${line}, column ${column}: ${reason}`);
    this.name = 'JsonFault';
    this.line = line;
    this.column = column;
  }
}

/** The reason when a whole document is followed by something else; item files (JSON Lines) are told apart by it. */
export const TRAILING = 'something follows the end of the document';
