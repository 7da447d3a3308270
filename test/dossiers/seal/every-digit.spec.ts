import { checkSeal } from '../../../src/dossiers/seal/check-seal';
import { LATER, sealedDossier } from '../fixtures/sealed-dossier';
import { flipped } from '../fixtures/small-dossier';

jest.setTimeout(300_000);

describe('Each digit of a signature', () => {
  it('is looked at, whoever is trusted: with another one the seal is broken, and nothing is thrown', async () => {
    const { base, pdf } = await sealedDossier();
    const from = pdf.indexOf('/Contents<', base.base.length) + '/Contents<'.length;
    const to = pdf.indexOf('>', from);
    expect(to - from).toBeGreaterThan(2000);
    const unseen: number[] = [];
    for (let at = from; at < to; at += 1) {
      const { state } = checkSeal(flipped(pdf, at, 1), { seal: null, time: null, now: LATER });
      if (state !== 'broken') unseen.push(at - from);
    }
    expect(unseen).toEqual([]);
  });
});
