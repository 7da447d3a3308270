import { openCheckpoint, signCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { rootOf } from '../../../src/audit-trail/log/frontier';
import { proveInclusion } from '../../../src/audit-trail/log/inclusion';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { signerKey } from '../../../src/audit-trail/log/note-key';
import { printedTlogProof, provesLogged, tlogProofIn } from '../../../src/audit-trail/log/tlog-proof';
import { KeptLog, leavesOf } from './kept-log';
import { CT_CHECKPOINT } from './published-notes';

const LEAVES = leavesOf(1_000);
const kept = new KeptLog().append(LEAVES);
const key = signerKey('log.example', 'note', Buffer.alloc(32, 1));
const checkpoint = signCheckpoint({ size: 1_000, root: rootOf(kept.frontier) }, 'log.example', key);

/** As https://c2sp.org/tlog-proof shows it, under a checkpoint that is whole. */
const FILE = `c2sp.org/tlog-proof@v1
extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=

${CT_CHECKPOINT}`;

describe('A file of proof', () => {
  it('of the specification is read, and printed as it was', () => {
    const file = tlogProofIn(Buffer.from(FILE));
    expect(file).toMatchObject({ index: 73_894 });
    expect(file.extra?.toString('latin1')).toContain('age-v1.2.1');
    expect(file.proof).toHaveLength(2);
    expect(printedTlogProof(file)).toBe(FILE);
    expect(tlogProofIn(FILE.replace(/extra .*\n/, ''))).toMatchObject({ extra: null, index: 73_894 });
  });

  it('shows with the key of the log alone that an entry was logged, and of no other entry', async () => {
    const proof = await proveInclusion(777, 1_000, kept.read);
    const file = tlogProofIn(printedTlogProof({ extra: null, index: 777, proof, checkpoint }));
    const opened = openCheckpoint(file.checkpoint, 'log.example', [key]);
    expect(provesLogged(file, LEAVES[777], opened)).toBe(true);
    expect(provesLogged(file, LEAVES[776], opened)).toBe(false);
    expect(provesLogged({ ...file, index: 776 }, LEAVES[777], opened)).toBe(false);
    expect(provesLogged({ ...file, proof: proof.slice(1) }, LEAVES[777], opened)).toBe(false);
  });

  it('has no line for extra bytes where there are none', () => {
    const file = printedTlogProof({ extra: Buffer.alloc(0), index: 0, proof: [], checkpoint });
    expect(file).not.toContain('extra');
    expect(tlogProofIn(file).extra).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['another title', FILE.replace('@v1', '@v2')],
    ['a title with a space', FILE.replace('@v1', '@v1 ')],
    ['no index', FILE.replace(/index .*\n/, '')],
    ['a leading zero', FILE.replace('index ', 'index 0')],
    ['an index that is no number', FILE.replace('index ', 'index x')],
    ['the index before the extra bytes', FILE.replace(/(extra .*\n)(index .*\n)/, '$2$1')],
    ['extra bytes twice', FILE.replace(/(extra .*\n)/, '$1$1')],
    ['extra bytes that are no base64', FILE.replace('extra Y', 'extra !')],
    ['extra bytes that are empty', FILE.replace(/extra .*\n/, 'extra \n')],
    ['a hash that is too short', FILE.replace('gSKy', '')],
    ['no blank line', FILE.replace('A=\n\n', 'A=\n')],
    ['two blank lines', FILE.replace('A=\n\n', 'A=\n\n\n')],
    ['64 hashes', FILE.replace(/(gSKy.*\n)/, (line) => line.repeat(63))],
    ['no signature', FILE.slice(0, FILE.indexOf('— '))],
    ['a note that is no checkpoint', FILE.replace('\n1432088532\n', '\n')],
  ])('is refused with %s', (_, file) => {
    expect(() => tlogProofIn(file)).toThrow(LogFault);
  });
});
