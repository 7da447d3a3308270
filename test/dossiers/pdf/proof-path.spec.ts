import type { Block } from '../../../src/dossiers/blocks';
import { writeDossier } from '../../../src/dossiers/pdf/write-dossier';
import { sha256 } from '../../../src/kernel/digest';
import { Parsed } from './parsed';
import { section, specimen } from './specimen';

const steps = Array.from({ length: 60 }, (_, at) => ({
  ...{ side: at % 3 === 0 ? ('right' as const) : ('left' as const), sha256: sha256(`step ${at}`) },
  range: `${at}–${at + 1}`,
}));
const path: Block = {
  ...{ kind: 'proof-path', caption: 'The path from the leaf to the root', steps, inWords: 'Start with the leaf.' },
  ...{ leaf: { sha256: sha256('leaf'), range: '41' }, root: { sha256: sha256('root'), range: '0–99' } },
};
const note = ['log.example', '138', '+6x/vE33FO6w+JKSZDbqHFTphtYoRJaoTOmUHyNUP8g=', '', '— log.example c2ln'];
const key = `log.example+2f8ea57e+${'A'.repeat(300)}`;
const blocks: readonly Block[] = [
  path,
  { kind: 'transcript', label: 'C2SP signed note', lines: note },
  { kind: 'transcript', label: 'Verifier key', lines: [key] },
];

describe('A way through the tree of the log on paper', () => {
  let parsed: Parsed;
  let written: Buffer;
  beforeAll(async () => {
    const document = specimen({ sections: [section(1, 'Only section', blocks)], attachments: [] });
    ({ bytes: written } = await writeDossier(document));
    parsed = await Parsed.open(written);
  });

  it('prints every digest whole, with its side and its range, over as many pages as it takes', async () => {
    const text = (await parsed.text()).replace(/\s+/g, '');
    for (const one of [...steps, { sha256: sha256('leaf') }, { sha256: sha256('root') }]) {
      expect(text).toContain(one.sha256);
    }
    expect(parsed.pages).toBeGreaterThan(3);
    expect(text.match(/Thepathfromtheleaftotheroot/g)).toHaveLength(2);
  });

  it('is a figure on each page, with its words as the alternative, beside a table whose rows have heads', async () => {
    const tags = await parsed.allTags();
    const said = JSON.stringify(tags);
    expect(said.match(/Start with the leaf\./g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(said).toContain('"Table"');
    expect(said).toContain('"TH"');
  });

  it('keeps the lines of a note and the characters of a key, however long', async () => {
    const text = await parsed.text();
    for (const line of note.filter((one) => one !== ''))
      expect(text.replace(/\s+/g, '')).toContain(line.replace(/\s+/g, ''));
    expect(text.replace(/\s+/g, '')).toContain(key);
  });

  it('is the same file when it is written again', async () => {
    const document = specimen({ sections: [section(1, 'Only section', blocks)], attachments: [] });
    expect(sha256((await writeDossier(document)).bytes)).toBe(sha256(written));
  });
});
