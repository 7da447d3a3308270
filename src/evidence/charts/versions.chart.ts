import type { NormalForm } from '../normal-form';
import type { IntervalChart } from './chart';
import type { Charted, ChartedVersion } from './charted';
import { estimateOf, isProportion, type Proportion, seriesOf } from './estimate.chart';
import { intervalChart } from './interval.chart';

interface VersionFigure {
  readonly version: string;
  readonly charted: Charted;
  readonly run: NormalForm;
  readonly figure: Proportion;
}

const figuresOf = ({ semanticVersion, evidence }: ChartedVersion): VersionFigure[] =>
  evidence.flatMap((charted) => {
    const run = charted.results;
    if (run === null) return [];
    return run.records
      .filter(isProportion)
      .filter(({ subgroup }) => subgroup === null)
      .map((figure) => ({ version: semanticVersion, charted, run, figure }));
  });

/** The version, and where it has several figures of one name, the evidence too. */
const labelOf = ({ version, charted }: VersionFigure, all: readonly VersionFigure[]): string =>
  all.filter((other) => other.version === version).length === 1 ? version : `${version}, ${charted.code}`;

/** The same metric on the same test set from version to version, oldest first; only what two versions have. */
export function versionToVersion(versions: readonly ChartedVersion[], current: string): IntervalChart[] {
  const figures = versions.flatMap(figuresOf);
  return [...new Set(figures.map(({ figure }) => seriesOf(figure)))].flatMap((name) => {
    const own = figures.filter(({ figure }) => seriesOf(figure) === name);
    if (new Set(own.map(({ version }) => version)).size < 2) return [];
    const rows = own.map((one) =>
      estimateOf(one.figure, labelOf(one, own), { ...one, isWhole: one.version === current }),
    );
    const about = {
      ...{ title: `${name}, version to version`, labelHead: 'Version' },
      of: [...new Set(own.map(({ charted }) => charted.code))],
      illustrative: own.some(({ charted }) => charted.illustrative),
    };
    return [intervalChart(about, rows, 'as listed')];
  });
}
