import { faultyCell, type SheetRow } from '../sheet';

const RANGE = /^[A-Z]{1,3}(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?$/;

interface Span {
  readonly range: string;
  readonly from: number;
  readonly to: number;
}

function spansOf(ranges: readonly string[]): Span[] {
  const spans = ranges.flatMap((range): Span[] => {
    const [, first, last] = RANGE.exec(range) ?? [];
    return first === undefined ? [] : [{ range, from: Number(first), to: Number(last ?? first) }];
  });
  return spans.sort((a, b) => a.from - b.from);
}

/**
 * The rows, in their order, each that a merged range touches made unreadable with the range named: which cell a value
 * belongs to cannot be told there.
 */
export function withoutMerged(rows: readonly SheetRow[], ranges: readonly string[]): SheetRow[] {
  const spans = spansOf(ranges);
  let [next, reaching] = [0, null as Span | null];
  return rows.map(({ number, cells }) => {
    for (; (spans[next]?.from ?? Infinity) <= number; next += 1) {
      if ((spans[next]?.to ?? 0) > (reaching?.to ?? 0)) reaching = spans[next] ?? null;
    }
    if (reaching === null || reaching.to < number) return { number, cells };
    const fault = faultyCell(`is in a row with merged cells (${reaching.range}): unmerge them`);
    return { number, cells: [fault, ...cells.slice(1)] };
  });
}
