import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../../src/classification/classify';

interface PublishedCase {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly ruleSet: string;
  readonly facts: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}

const file = join(__dirname, '..', '..', '..', 'shared', 'domain', 'cases.json');
const published = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PublishedCase[]) : [];
const ours = published.filter(({ kind }) => ['cds', 'imdrf', 'policy'].includes(kind));

/** In the published cases null means: not asserted by the source. Of a list, each item may be so. */
function asserted(expected: Record<string, unknown>): [string, unknown][] {
  return Object.entries(expected).flatMap(([name, value]): [string, unknown][] =>
    Array.isArray(value)
      ? value.map((one: unknown, index): [string, unknown] => [`${name}.${index}`, one])
      : [[name, value]],
  );
}

describe('a case worked by the authority', () => {
  if (ours.length === 0)
    it.skip('is not here: the folder of the domain reference is absent beside this checkout', () => undefined);
  else
    it.each(ours)('$id comes out as published: $title', ({ id, ruleSet, facts, expected }) => {
      const { outcome, missing } = classify({ id, ruleSet, facts });
      for (const [path, value] of asserted(expected)) if (value !== null) expect(outcome).toHaveProperty(path, value);
      expect(missing).toEqual([]);
    });
});
