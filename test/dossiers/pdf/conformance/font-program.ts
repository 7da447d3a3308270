/** What a rule must know of an embedded TrueType font, read from its tables. */
export class FontProgram {
  readonly glyphs: number;
  private readonly tables = new Map<string, Buffer>();
  private readonly unitsPerEm: number;
  private readonly metrics: number;

  constructor(bytes: Buffer) {
    const count = bytes.readUInt16BE(4);
    for (let at = 0; at < count; at++) {
      const entry = 12 + 16 * at;
      const [offset, length] = [bytes.readUInt32BE(entry + 8), bytes.readUInt32BE(entry + 12)];
      this.tables.set(bytes.toString('latin1', entry, entry + 4), bytes.subarray(offset, offset + length));
    }
    this.unitsPerEm = this.table('head').readUInt16BE(18);
    this.glyphs = this.table('maxp').readUInt16BE(4);
    this.metrics = this.table('hhea').readUInt16BE(34);
  }

  /** The advance of a glyph in thousandths of the type size. */
  width(glyph: number): number {
    const at = 4 * Math.min(glyph, this.metrics - 1);
    return (this.table('hmtx').readUInt16BE(at) * 1000) / this.unitsPerEm;
  }

  /** Whether the outlines of a glyph are where the table of places says. */
  has(glyph: number): boolean {
    if (glyph >= this.glyphs) return false;
    const [loca, long] = [this.table('loca'), this.table('head').readUInt16BE(50) === 1];
    const place = (at: number): number => (long ? loca.readUInt32BE(4 * at) : 2 * loca.readUInt16BE(2 * at));
    return place(glyph) <= place(glyph + 1) && place(glyph + 1) <= this.table('glyf').length;
  }

  private table(name: string): Buffer {
    const found = this.tables.get(name);
    if (found === undefined) throw new Error(`the font has no table ${name}`);
    return found;
  }
}
