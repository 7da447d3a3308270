import type { GapBlock, GapLevel } from '../../../src/dossiers/blocks';
import { gaps } from '../../../src/dossiers/sections/gaps';
import { dossierRecord } from '../fixtures/record';

const gap = (id: string, level: GapLevel): GapBlock => ({
  ...{ kind: 'gap', id, level, title: id, text: '', affects: [], closes: '', cites: [], href: '' },
});
const record = dossierRecord();
const section = (...found: GapBlock[]) => gaps({ record, entry: record.dossier.template.sections[0], gaps: found });

describe('The section of gaps', () => {
  it('counts them by level and prints the gravest first, each in full', () => {
    const found = [gap('GAP-01', 'note'), gap('GAP-02', 'error'), gap('GAP-03', 'warning'), gap('GAP-04', 'error')];
    const [count, ...boxes] = section(...found);
    expect(count).toMatchObject({ text: '2 errors, 1 warning, 1 note.' });
    expect(boxes).toEqual([found[1], found[3], found[2], found[0]]);
  });

  it('says of none that this is no proof', () => {
    expect(section()).toEqual([expect.objectContaining({ text: expect.stringMatching(/no proof/) as string })]);
  });
});
