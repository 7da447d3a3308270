import type { WrittenDossier } from '../../src/dossiers/pdf/write-dossier';
import { sealedDossier } from './fixtures/sealed-dossier';
import { flipped, judged, random, verdictOf, wordsOf } from './fixtures/small-dossier';

jest.setTimeout(600_000);

const SEAL = 'the seal';

describe('A verification of a sealed dossier with one changed byte', () => {
  let whole: WrittenDossier;
  let pdf: Buffer;
  beforeAll(async () => {
    ({ base: whole, pdf } = await sealedDossier());
  });

  const partOf = (at: number): string => {
    const found = whole.parts.find(({ start, end }) => at >= start && at < end);
    return found?.label ?? SEAL;
  };

  it('finds one changed byte wherever it is, and names the part', async () => {
    const next = random(20261122);
    const anywhere = Array.from({ length: 500 }, () => Math.floor(next() * pdf.length));
    const inEachPart = whole.parts.map(({ start, end }) => start + Math.floor(next() * (end - start)));
    const faults: string[] = [];
    for (const at of [...anywhere, ...inEachPart]) {
      const judgement = await judged(flipped(pdf, at, 1 << Math.floor(next() * 8)));
      const [verdict, part, words] = [verdictOf(judgement), partOf(at), wordsOf(judgement)];
      if (verdict === 'unchanged') faults.push(`byte ${at} in ${part} is not found`);
      if (part === 'attachment record.json') continue;
      if (part === SEAL) {
        if (!/The seal |sealed/.test(words)) faults.push(`byte ${at} in the seal is told as: ${words}`);
        continue;
      }
      const isNamed = part.startsWith('attachment ')
        ? words.includes(part.slice(11)) || /damaged: (a file|two files)/.test(words)
        : words.includes(`in: ${part}`);
      if (!isNamed && !(at < 5 && words.includes('does not begin as a PDF'))) {
        faults.push(`byte ${at} in ${part} is told as: ${words}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
