/** Where every object is, growing without an object of JavaScript for each: a dossier of 5,000 pages has two million. */
export class ObjectTable {
  /** How many objects have a number. */
  length = 0;
  /** The offset of a plain object; of one in a stream, the number of that stream. */
  private where = new Float64Array(4096);
  /** The place in its stream; 255 for a plain object. */
  private index = new Uint8Array(4096);

  /** Gives the next object its number. */
  push(): number {
    if (this.length === this.where.length) this.grow();
    this.where[this.length] = -1;
    return ++this.length;
  }

  placeAt(id: number, offset: number): void {
    this.where[id - 1] = offset;
    this.index[id - 1] = PLAIN;
  }

  placeIn(id: number, stream: number, index: number): void {
    this.where[id - 1] = stream;
    this.index[id - 1] = index;
  }

  /** The rows of a cross-reference stream with `/W[1 5 1]` (ISO 32000-1 §7.5.8); throws where an object was never written. */
  rows(): Buffer {
    const rows = Buffer.alloc(ROW * (this.length + 1));
    for (let at = 0; at < this.length; at++) {
      if (this.where[at] < 0) throw new Error(`object ${at + 1} was promised and never written`);
      const row = ROW * (at + 1);
      const plain = this.index[at] === PLAIN;
      rows[row] = plain ? 1 : 2;
      rows.writeUIntBE(this.where[at], row + 1, 5);
      rows[row + 6] = plain ? 0 : this.index[at];
    }
    rows[6] = 255;
    return rows;
  }

  private grow(): void {
    const [where, index] = [new Float64Array(2 * this.length), new Uint8Array(2 * this.length)];
    where.set(this.where);
    index.set(this.index);
    [this.where, this.index] = [where, index];
  }
}

const PLAIN = 255;

const ROW = 7;

/** How a reader gets the rows back from `differences` (ISO 32000-1 §7.4.4.4). */
export const ROW_PREDICTOR = `/DecodeParms<</Predictor 12/Columns ${ROW}>>`;

/** Each row as what it differs in from the one above, which packs far better: neighbours stand in one stream. */
export function differences(rows: Buffer): Buffer {
  const count = rows.length / ROW;
  const out = Buffer.alloc(count * (ROW + 1));
  for (let row = 0, to = 0; row < count; row++) {
    out[to++] = 2;
    for (let at = row * ROW; at < (row + 1) * ROW; at++) out[to++] = row === 0 ? rows[at] : rows[at] - rows[at - ROW];
  }
  return out;
}
