import { type Visitor, walk } from './xml';

/** `_x000D_` is how a workbook writes a character that XML cannot hold (ECMA-376 22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** The texts inside of a string item: the runs of a rich text joined, without the readings of East Asian ones. */
export class StringItem implements Visitor {
  private runs = '';
  private isInText = false;
  private isInReading = false;

  open(name: string): void {
    if (name === 't') this.isInText = true;
    if (name === 'rPh') this.isInReading = true;
  }

  close(name: string): void {
    if (name === 't') this.isInText = false;
    if (name === 'rPh') this.isInReading = false;
  }

  text(text: string): void {
    if (this.isInText && !this.isInReading) this.runs += text;
  }

  /** The whole text so far; the next item begins empty. */
  take(): string {
    const whole = unescaped(this.runs);
    this.runs = '';
    return whole;
  }
}

class Table extends StringItem {
  readonly strings: string[] = [];

  override close(name: string): void {
    super.close(name);
    if (name === 'si') this.strings.push(this.take());
  }
}

/** The texts that the cells of a workbook refer to by their place. */
export async function sharedStrings(xml: string | null): Promise<readonly string[]> {
  const table = new Table();
  await walk(xml ?? '', table);
  return table.strings;
}
