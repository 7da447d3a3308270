import type { ResultRecord } from '../normal-form';
import type { CalibrationBin, CalibrationChart } from './chart';
import type { Charted } from './charted';
import { boundsOf, percent } from './estimate.chart';
import { FEW } from './limit.chart';

/**
 * A bin of predictions as results name it: the subgroup `bin=0.1-0.2`, once with the mean of what was predicted and once
 * with the share of what came true.
 */
const BIN = /^bin=(.+)$/;
const PREDICTED = 'mean_predicted';
const OBSERVED = 'observed_rate';

const isShare = (record: ResultRecord | undefined): record is ResultRecord & { readonly value: number } => {
  const value = record?.value ?? null;
  return value !== null && value >= 0 && value <= 1;
};

function binOf(label: string, records: readonly ResultRecord[]): CalibrationBin[] {
  const predicted = records.find(({ metric }) => metric === PREDICTED);
  const observed = records.find(({ metric }) => metric === OBSERVED);
  if (!isShare(predicted) || !isShare(observed)) return [];
  const bounds = boundsOf(observed);
  const n = observed.n ?? predicted.n;
  return [
    {
      ...{ label, n, predicted: predicted.value * 100, observed: observed.value * 100 },
      ...{ low: bounds && bounds.low * 100, high: bounds && bounds.high * 100, from: bounds?.from ?? null },
      mark: n !== null && n < FEW ? 'few' : 'part',
    },
  ];
}

function inWords(bins: readonly CalibrationBin[]): string {
  const far = bins.reduce((a, b) => (Math.abs(b.observed - b.predicted) > Math.abs(a.observed - a.predicted) ? b : a));
  const [said, came] = [percent(far.predicted / 100), percent(far.observed / 100)];
  return `${bins.length} bins of predictions in percent. Farthest from the diagonal: ${far.label}, predicted ${said}, observed ${came}.`;
}

/** Predicted against observed for each test set whose results come in bins; nothing where they do not. */
export function calibrationOf({ results, code, illustrative }: Charted): CalibrationChart[] {
  const binned = (results?.records ?? []).filter((one) => isShare(one) && BIN.test(one.subgroup ?? ''));
  return [...new Set(binned.map(({ task }) => task))].flatMap((task) => {
    const own = binned.filter((one) => one.task === task);
    const bins = [...new Set(own.map(({ subgroup }) => subgroup ?? ''))]
      .flatMap((name) =>
        binOf(
          name.replace(BIN, '$1'),
          own.filter(({ subgroup }) => subgroup === name),
        ),
      )
      .sort((a, b) => a.predicted - b.predicted);
    if (bins.length === 0) return [];
    return [
      { kind: 'calibration', title: `${task}: calibration`, of: [code], illustrative, bins, inWords: inWords(bins) },
    ];
  });
}
