/** A run of bytes of the file and what stands in it: `page 3`, `attachment record.json`, `structure tags`. */
export interface FilePart {
  readonly label: string;
  readonly start: number;
  /** The first byte that is no longer of this part. */
  readonly end: number;
}

/** Names every byte of a file as it is written; neighbours of one name become one part. */
export class Parts {
  readonly list: FilePart[] = [];

  /** Everything up to `end` that has no name yet is `label`. */
  mark(label: string, end: number): void {
    const last = this.list.at(-1);
    const start = last?.end ?? 0;
    if (end === start) return;
    if (last?.label === label) this.list[this.list.length - 1] = { label, start: last.start, end };
    else this.list.push({ label, start, end });
  }
}
