import type { Estimate, IntervalSource } from './chart';

export const countOf = (rows: readonly Estimate[], wanted: IntervalSource | null): number =>
  rows.filter(({ from }) => from === wanted).length;

const said = (count: number, [one, several]: readonly [string, string]): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}.`];

/** Whose intervals are shown, and which estimates have none. */
export function intervalsInWords(rows: readonly Estimate[]): string {
  const derived = 'derived here from the standard error in the file';
  return [
    ...said(countOf(rows, 'file'), ['has an interval of the file', 'have intervals of the file']),
    ...said(countOf(rows, 'derived'), [`has an interval ${derived}`, `have intervals ${derived}`]),
    ...said(countOf(rows, null), ['has none and is a dot', 'have none and are dots']),
  ].join(' ');
}

/** How many of the rows that have a limit meet it. */
function limitsInWords(rows: readonly Estimate[]): string[] {
  const limited = rows.filter(({ limit }) => limit !== null);
  if (limited.length === 0) return [];
  const good = limited.filter(({ reading }) => reading.kind === 'meets' || reading.kind === 'reaches');
  const reaching = limited.filter(({ reading }) => reading.kind === 'reaches').length;
  const surely = reaching === 0 ? '' : `, ${reaching} of them with an interval that crosses it`;
  return [`${good.length} of ${limited.length} with a limit ${good.length === 1 ? 'meets' : 'meet'} it${surely}.`];
}

const each = ({ label, valueText, intervalText }: Estimate): string =>
  `${label} ${valueText}%${intervalText === null ? '' : ` (${intervalText})`}`;

/** What a chart shows: how many, the best and the worst, whose intervals, and what meets its limit. */
export function inWords(rows: readonly Estimate[], order: 'sorted' | 'as listed'): string {
  const byValue = [...rows].sort((a, b) => b.value - a.value);
  const [best, worst] = [byValue[0], byValue[byValue.length - 1]];
  const range =
    rows.length === 1
      ? `1 estimate in percent: ${each(best)}.`
      : `${rows.length} estimates in percent, ${order}. Highest: ${each(best)}. Lowest: ${each(worst)}.`;
  const few = rows.filter(({ mark }) => mark === 'few').length;
  return [
    ...[range, intervalsInWords(rows)],
    ...limitsInWords(rows),
    ...said(few, ['is of too few items to conclude', 'are of too few items to conclude']),
  ].join(' ');
}
