import { compose } from '../../src/dossiers/compose';
import type { WrittenDossier } from '../../src/dossiers/pdf/write-dossier';
import { bytesOfFiles, flipped, judged, random, small, verdictOf, wordsOf } from './fixtures/small-dossier';

jest.setTimeout(180_000);

describe('A verification of a dossier with one changed byte', () => {
  let whole: WrittenDossier;
  beforeAll(async () => {
    whole = await compose(small(), bytesOfFiles);
  });

  const partOf = (at: number): string => {
    const found = whole.parts.find(({ start, end }) => at >= start && at < end);
    if (found === undefined) throw new Error(`No part holds byte ${at}`);
    return found.label;
  };

  it('finds one changed byte wherever it is, and names the part', async () => {
    const next = random(20261122);
    const anywhere = Array.from({ length: 200 }, () => Math.floor(next() * whole.bytes.length));
    const inEachPart = whole.parts.map(({ start, end }) => start + Math.floor(next() * (end - start)));
    const faults: string[] = [];
    for (const at of [...anywhere, ...inEachPart]) {
      const judgement = await judged(flipped(whole.bytes, at, 1 << Math.floor(next() * 8)));
      const [verdict, part, words] = [verdictOf(judgement), partOf(at), wordsOf(judgement)];
      if (verdict === 'unchanged') faults.push(`byte ${at} in ${part} is not found`);
      if (part === 'attachment record.json') continue;
      const isNamed = part.startsWith('attachment ') ? words.includes(part.slice(11)) : words.includes(`in: ${part}`);
      if (!isNamed && !(at < 5 && words.includes('does not begin as a PDF'))) {
        faults.push(`byte ${at} in ${part} is told as: ${words}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
