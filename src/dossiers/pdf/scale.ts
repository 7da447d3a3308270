/** The axis of an interval plot: values to places, and the round values at which its lines stand. */
export interface Scale {
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly at: (value: number) => number;
}

const MOST_TICKS = 7;

/** A scale from `low` to `high` between two places; lines at steps of 1, 2 or 5 times a power of ten. */
export function scaleOf(
  { low, high }: { readonly low: number; readonly high: number },
  { left, right }: { readonly left: number; readonly right: number },
): Scale {
  const span = high > low ? high - low : 1;
  const at = (value: number): number => left + ((value - low) / span) * (right - left);
  const [step, decimals] = stepOf(span);
  const ticks = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= low + span + step * 1e-9; n++) {
    ticks.push({ x: at(n * step), text: (n * step).toFixed(decimals).replace('-', '−') });
  }
  return { left, right, ticks, at };
}

function stepOf(span: number): readonly [step: number, decimals: number] {
  for (let power = Math.floor(Math.log10(span)) - 1; ; power++) {
    for (const factor of [1, 2, 5]) {
      const step = factor * 10 ** power;
      if (span / step <= MOST_TICKS - 1 + 1e-9) return [step, Math.max(0, -power)];
    }
  }
}
