/** At most so many objects go into one stream. */
const FULL = 200;

interface Pooled {
  readonly id: number;
  readonly body: string;
}

/** Objects that wait to be written together in an object stream (ISO 32000-1 §7.5.7). */
export class ObjectPool {
  private objects: Pooled[] = [];
  private readonly parts = new Set<string>();

  /** Takes an object; true when the pool is to be emptied. */
  add(id: number, body: string, part: string): boolean {
    this.parts.add(part);
    return this.objects.push({ id, body }) === FULL;
  }

  get empty(): boolean {
    return this.objects.length === 0;
  }

  /** What stands in the stream: one part, or from which to which page. */
  get label(): string {
    const parts = [...this.parts].sort((a, b) => numberOf(a) - numberOf(b));
    return parts.length === 1 ? parts[0] : `${parts[0]} to ${parts[parts.length - 1]}`;
  }

  /** Empties the pool into the content of a stream; `place` is told where each object is. */
  take(place: (id: number, index: number) => void): { readonly entries: string; readonly bytes: Buffer } {
    let head = '';
    let body = '';
    this.objects.forEach(({ id, body: own }, index) => {
      head += `${id} ${body.length} `;
      body += `${own}\n`;
      place(id, index);
    });
    const entries = `/Type/ObjStm/N ${this.objects.length}/First ${head.length}`;
    this.objects = [];
    this.parts.clear();
    return { entries, bytes: Buffer.from(head + body, 'latin1') };
  }
}

const numberOf = (part: string): number => Number(/\d+$/.exec(part)?.[0] ?? 0);
