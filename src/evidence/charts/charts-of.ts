import { calibrationOf } from './calibration.chart';
import type { Chart } from './chart';
import type { Charted, ChartedVersion } from './charted';
import { overviewOf, subgroupsOf } from './interval.chart';
import { versionToVersion } from './versions.chart';

/** Everything that can be drawn of one piece of evidence: its estimates, its subgroups, its calibration. */
export const chartsOfEvidence = (charted: Charted): Chart[] => [
  ...overviewOf(charted),
  ...subgroupsOf(charted),
  ...calibrationOf(charted),
];

/**
 * What a version has beside the others of its model, and then what each piece of its own evidence shows; `current` is
 * its semantic version.
 */
export function chartsOfVersion(versions: readonly ChartedVersion[], current: string): Chart[] {
  const own = versions.filter(({ semanticVersion }) => semanticVersion === current);
  return [
    ...versionToVersion(versions, current),
    ...own.flatMap(({ evidence }) => evidence.flatMap((charted) => overviewOf(charted))),
  ];
}
