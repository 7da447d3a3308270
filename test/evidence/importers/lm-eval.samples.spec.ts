import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvidenceFile } from '../../../src/evidence/importers/read-evidence-file';
import { canonicalBytes } from '../../../src/kernel/digest';

const FOLDER = join(__dirname, '../../../../shared/samples/lm_eval');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];

/** Counted on the parsed file by another way than the importer's: every member of a row that is a figure. */
function countFigures(text: string): number {
  const { results, groups = {} } = JSON.parse(text) as Record<'results' | 'groups', Record<string, object>>;
  const keys = [results, groups].flatMap((rows) =>
    Object.entries(rows).flatMap(([task, row]) => Object.keys(row).map((key) => `${task}|${key}`)),
  );
  return new Set(keys.filter((key) => !/\|alias$|_stderr(,|$)/.test(key))).size;
}

if (files.length === 0) it.skip('Real lm_eval files are not beside this checkout, so none was read', () => undefined);
else
  describe.each(files)('The real file %s', (name) => {
    const bytes = readFileSync(join(FOLDER, name));
    const form = readEvidenceFile(name, bytes);
    const rows = bytes.toString('utf8').replace(/"(configs|config)":[^]*/, '');

    it('gives every figure once, in the digits of the file', () => {
      expect(form.records).toHaveLength(countFigures(bytes.toString('utf8')));
      for (const { metric, filter, valueText, value } of form.records) {
        const key = filter === null ? metric : `${metric},${filter}`;
        expect(rows).toContain(`"${key}": ${valueText}`);
        expect(value).toBe(Number(valueText));
      }
    });

    it('gives each of them a key of its own, no warning, and a canonical form', () => {
      const keys = form.records.map(({ task, metric, filter }) => JSON.stringify([task, metric, filter]));
      expect(new Set(keys).size).toBe(form.records.length);
      expect(form.warnings).toEqual([]);
      expect(() => canonicalBytes(form)).not.toThrow();
    });

    it('counts items scored only where the file does', () => {
      const counted = form.records.filter(({ isGroup, n }) => !isGroup && n !== null);
      expect(counted.length > 0).toBe(name.startsWith('v0.4'));
    });
  });
