import type { Galley } from './galley';
import { BEAT, LIVE } from './grid';

/** A row that knows its height and can draw itself where the galley is. */
export interface FlowRow {
  readonly height: number;
  /** A row that is nothing without the one below it. */
  readonly leads: boolean;
  draw(): void;
}

/** What is drawn at the head of every page of a table, and at its foot. */
export interface FlowHead {
  readonly height: number;
  readonly draw: (continued: boolean) => void;
  readonly endPart?: () => void;
}

/** A table of at most half a page stays whole. */
const WHOLE = LIVE.height / 2;

/** Rows that wait to be drawn, a few ahead, so that none is left alone. */
class Ahead {
  readonly queue: FlowRow[] = [];
  exhausted = false;

  constructor(private readonly rows: Iterator<FlowRow>) {}

  get height(): number {
    return this.queue.reduce((sum, row) => sum + row.height, 0);
  }

  fill(enough: () => boolean): void {
    while (!this.exhausted && !enough()) {
      const next = this.rows.next();
      if (next.done === true) this.exhausted = true;
      else this.queue.push(next.value);
    }
  }
}

/** Draws rows over as many pages as they take: the head again on each, no row alone, small tables whole. */
export function flowRows(galley: Galley, head: FlowHead, rows: Iterator<FlowRow>): void {
  const ahead = new Ahead(rows);
  ahead.fill(() => ahead.height > WHOLE);
  const whole = ahead.exhausted && ahead.height + head.height <= WHOLE;
  const first = whole ? ahead.height : leadHeight(ahead.queue);
  galley.need(Math.min(head.height + first, LIVE.height - 26));
  head.draw(false);
  galley.spanning = { leave: () => head.endPart?.(), enter: () => head.draw(true) };
  const capacity = LIVE.height - head.height - 3 * BEAT;
  let onPage = 0;
  for (let row = ahead.queue.shift(); row !== undefined; row = ahead.queue.shift()) {
    ahead.fill(() => ahead.queue.length >= 2);
    if (mustTurn(galley, row, ahead, { onPage, capacity })) {
      galley.turn();
      onPage = 0;
    }
    row.draw();
    onPage++;
  }
  galley.spanning = undefined;
  head.endPart?.();
}

/** As much of a high row as makes a beginning. */
const BEGINNING = 66;

/** The first two rows; where the first only leads, the ones after it too. */
function leadHeight(queue: readonly FlowRow[]): number {
  const leading = queue.findIndex(({ leads }) => !leads);
  return queue.slice(0, leading + 2).reduce((sum, { height }) => sum + Math.min(height, BEGINNING), 0);
}

interface Place {
  readonly onPage: number;
  /** The highest row that a page of its own could hold. */
  readonly capacity: number;
}

function mustTurn(galley: Galley, row: FlowRow, { queue, exhausted }: Ahead, { onPage, capacity }: Place): boolean {
  if (galley.atTop || onPage === 0) return false;
  if (row.height > galley.room) return row.height <= capacity || galley.room < LIVE.height / 4;
  const after = galley.room - row.height;
  if (queue.length === 0 || queue[0].height <= after) return false;
  const lastAlone = exhausted && queue.length === 1 && onPage >= 2 && queue[0].height <= capacity;
  return row.leads || lastAlone;
}
