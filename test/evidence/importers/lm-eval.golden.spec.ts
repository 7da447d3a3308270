import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvidenceFile } from '../../../src/evidence/importers/read-evidence-file';
import { canonicalBytes } from '../../../src/kernel/digest';

const FOLDER = join(__dirname, '../../golden/evidence/lm_eval');
const files = readdirSync(FOLDER).filter((name) => !name.endsWith('.normal-form.json'));

describe.each(files)('The lm_eval file %s', (name) => {
  const bytes = readFileSync(join(FOLDER, name));

  it('has the normal form that was written down for it', () => {
    const expected: unknown = JSON.parse(
      readFileSync(join(FOLDER, name.replace('.json', '.normal-form.json')), 'utf8'),
    );
    expect(readEvidenceFile(`/somewhere/${name}`, bytes, 'lm_eval')).toStrictEqual(expected);
  });

  it('has one sequence of canonical bytes, whatever way it is read', () => {
    const withMark = readEvidenceFile(name, Buffer.concat([Buffer.from('\ufeff'), bytes]));
    expect(canonicalBytes(readEvidenceFile(name, bytes))).toEqual(canonicalBytes(readEvidenceFile(name, bytes)));
    expect(withMark.records).toEqual(readEvidenceFile(name, bytes).records);
  });

  it('is refused when it is cut at any byte', () => {
    const end = bytes.lastIndexOf('}');
    for (let length = 0; length <= end; length += 1) {
      expect(() => readEvidenceFile(name, bytes.subarray(0, length))).toThrow(
        /empty|ends too early|not closed|expected|UTF-8/,
      );
    }
  });
});
