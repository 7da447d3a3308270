import { type House, openHouse } from '../support/house';
import { registered, resultsFile } from '../support/given';
import { refused } from '../support/problems';
import { leavesNothing } from '../support/trail';

describe('A reading of a stored file', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const read = (asked: Record<string, unknown>) => house.staff.post('/api/v1/imports').send(asked);
  const stored = async (bytes: Buffer, name = 'results.json') => (await registered.file(house, name, bytes)).sha256;

  it('gives the normal form, with the digits of the file and what it lacks, and stores nothing', async () => {
    const bytes = resultsFile();
    const sha256 = await stored(bytes, 'results_2026.json');
    await leavesNothing(house, ['evidence', 'evidence_file', 'stored_file'], async () => {
      const { body } = await read({ sha256 }).expect(200);
      expect(body).toMatchObject({
        ...{ format: 'lm_eval', tool: { version: '0.4.9' }, model: { id: 'Model 1.0.0' } },
        source: { file: 'results_2026.json', sha256, size: bytes.length },
        records: [{ task: 'medqa', metric: 'acc', value: 0.6339355852317361, valueText: '0.6339355852317361' }],
      });
      expect((body as { missing: string[] }).missing).not.toEqual([]);
      expect((await read({ sha256, format: 'lm_eval' }).expect(200)).body).toEqual(body);
      expect((await read({ sha256, format: null }).expect(200)).body).toEqual(body);
    });
  });

  it.each([
    ['no JSON', Buffer.from('name,value\nacc,0.6\n')],
    ['cut short', resultsFile({ run: 'cut' }).subarray(0, 90)],
    ['JSON Lines', Buffer.from('{"a":1}\n{"a":2}\n')],
    ['JSON of no known format', Buffer.from('[1, 2, 3]')],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['nested without end', Buffer.from('['.repeat(100_000))],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ])('is refused for a file that is %s, and says so', async (_, bytes) => {
    const sha256 = await stored(bytes);
    const { detail } = await refused(read({ sha256 }), 'unreadable-file');
    expect(detail.length).toBeGreaterThan(10);
  });

  it('is refused for a file that is too large to be parsed, which may still be attached', async () => {
    const sha256 = await stored(Buffer.alloc(20 * 1024 * 1024 + 1, 0x20), 'large.json');
    const { detail } = await refused(read({ sha256 }), 'unreadable-file');
    expect(detail).toContain('Attach it instead');
  });

  it('is refused for a file that was never stored', async () => {
    await refused(read({ sha256: 'a'.repeat(64) }), 'not-found');
  });

  it('is refused in a format that does not fit, that nobody reads, or that has no name here', async () => {
    const sha256 = await stored(resultsFile({ run: 'format' }));
    const other = await stored(Buffer.from('{"hello":"world"}'));
    await refused(read({ sha256: other, format: 'lm_eval' }), 'unreadable-file');
    await refused(read({ sha256, format: 'helm' }), 'unreadable-file');
    await refused(read({ sha256, format: 'excel' }), 'validation', '/format');
  });

  it('is refused for what is no digest, and for a question with more in it', async () => {
    await refused(read({ sha256: '../etc/passwd' }), 'validation', '/sha256');
    await refused(read({ sha256: ['a'.repeat(64)] }), 'validation', '/sha256');
    await refused(read({}), 'validation', '/sha256');
    await refused(read({ sha256: 'a'.repeat(64), store: true }), 'validation', '/store');
  });
});
