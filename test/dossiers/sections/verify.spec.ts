import { verify } from '../../../src/dossiers/sections/verify';
import { dossierRecord } from '../fixtures/record';
import { blocksOf, isKind, textsIn } from '../fixtures/words';

describe('The section on how to verify the file', () => {
  const blocks = blocksOf(verify, dossierRecord());

  it('gives three checks with the commands for this very file', () => {
    const steps = blocks.filter(isKind('step'));
    expect(steps.map(({ numeral }) => numeral)).toEqual(['1', '2', '3']);
    expect(steps[0].commands).toEqual(['$ predicate verify PD-2026-000001.pdf']);
    expect(steps.every(({ commands }) => commands.length > 0)).toBe(true);
  });

  it('says what the checks do not show', () => {
    expect(textsIn(blocks).join(' ')).toMatch(/do not show who made it.*nor? proof.*or that FDA agrees/s);
  });
});
