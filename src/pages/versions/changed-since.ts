import { worded } from '../../http/pages/words';
import type { ModelVersion } from '../../models/model-version.entity';
import { compareVersions } from '../records/addresses';

/** One thing that is another than in the parent; null is not there. */
interface Changed {
  readonly term: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Named = ReadonlyMap<string, string>;

function artifactsOf({ artifacts }: ModelVersion): Named {
  const isAlone = (kind: string): boolean => artifacts.filter((one) => one.kind === kind).length === 1;
  return new Map(
    artifacts.map(({ kind, name, sha256 }) => [
      isAlone(kind) ? worded(kind) : `${worded(kind)}, ${name}`,
      `${name} ${sha256.slice(0, 8)}…${sha256.slice(-4)}`,
    ]),
  );
}

const dataOf = ({ trainingData }: ModelVersion): Named =>
  new Map(
    trainingData.map(({ name, sites }) => [
      `Training data, ${name}`,
      sites.length === 0 ? 'No sites named' : sites.join(', '),
    ]),
  );

const baseOf = ({ baseModel }: ModelVersion): Named =>
  new Map(baseModel === null ? [] : [['Base model', `${baseModel.name}, ${baseModel.revision}`]]);

function between(was: Named, is: Named): Changed[] {
  const terms = [...new Set([...was.keys(), ...is.keys()])];
  return terms.flatMap((term) => {
    const [before, after] = [was.get(term) ?? null, is.get(term) ?? null];
    return before === after ? [] : [{ term, before, after }];
  });
}

/** What became of a version since its parent, in short; the comparison has all of it. */
export const changedSince = (parent: ModelVersion, version: ModelVersion) => ({
  semanticVersion: parent.semanticVersion,
  href: compareVersions(parent.id, version.id),
  changes: [
    ...between(artifactsOf(parent), artifactsOf(version)),
    ...between(baseOf(parent), baseOf(version)),
    ...between(dataOf(parent), dataOf(version)),
  ],
});
