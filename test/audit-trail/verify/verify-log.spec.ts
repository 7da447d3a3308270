import fc from 'fast-check';
import { leafHash } from '../../../src/audit-trail/log/hash';
import { signerKey } from '../../../src/audit-trail/log/note-key';
import { verifyLog } from '../../../src/audit-trail/verify/verify-log';
import { NaiveTree } from '../log/rfc6962';
import { entryAt, KEYS, KeptSource, LOG_KEY, ORIGIN, WITNESS_KEY } from './kept-source';

/** 700 entries; checkpoints at 100, 300 (seen by the witness) and 700. */
function logged(): { log: KeptSource; witnessed: string } {
  const log = new KeptSource().append(100);
  log.sign();
  log.append(200);
  const witnessed = log.sign({ witness: WITNESS_KEY });
  log.append(400).sign();
  return { log, witnessed };
}

const edited = Buffer.from('{"act":"evidence.recorded","number":"another"}');
const findingsOf = async (log: KeptSource, held: string[] = []) => {
  const notes = held.map((note) => ({ holder: 'the auditor', note }));
  const { findings } = await verifyLog(log, KEYS, notes);
  return findings.map(({ kind, index, size }) => [kind, index ?? size]);
};

describe('the verification of a log', () => {
  it('finds nothing in a log that is as it was written, and names what a witness saw', async () => {
    const { log, witnessed } = logged();
    const report = await verifyLog(log, KEYS, [{ holder: 'the auditor', note: witnessed }]);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ origin: ORIGIN, size: 700, checkpoints: 3 });
    expect(report.witnessed).toEqual({ size: 300, by: ['witness.example.org'], at: 1_795_000_000 });
    const leaves = Array.from({ length: 700 }, (_, index) => leafHash(entryAt(index)));
    expect(report.root).toBe(new NaiveTree(leaves).mth(0, 700).toString('hex'));
  });

  it('finds nothing in an empty log, signed or not', async () => {
    const empty = new KeptSource();
    expect(await findingsOf(empty)).toEqual([]);
    empty.sign();
    expect(await findingsOf(empty)).toEqual([]);
  });

  it('says that nobody outside has seen a log without cosignatures of a trusted witness', async () => {
    const { log } = logged();
    const { witnessed } = await verifyLog(log, { ...KEYS, witnesses: [] });
    expect(witnessed).toBeNull();
  });

  it('is the same whatever the sizes of batches, trees and checkpoints', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1, max: 400 }), async (counts, batch) => {
        const log = new KeptSource(batch);
        for (const count of counts) log.append(count).sign();
        const { findings, size, checkpoints } = await verifyLog(log, KEYS);
        return findings.length === 0 && size === counts.reduce((a, b) => a + b) && checkpoints === counts.length;
      }),
      { numRuns: 60 },
    );
  });
});

describe('what somebody does who can write everywhere in the database', () => {
  it('edits an entry: its bytes are not its leaf', async () => {
    const { log } = logged();
    log.entriesKept[42].entry = edited;
    expect(await findingsOf(log)).toEqual([['leaf', 42]]);
  });

  it('and makes its leaf anew: the tile above is of other entries', async () => {
    const { log } = logged();
    log.entriesKept[442] = { index: 442, entry: edited, leaf: leafHash(edited) };
    expect((await findingsOf(log))[0]).toEqual(['tile', 442]);
  });

  it('and makes the tree anew: the signed checkpoints are of other entries', async () => {
    const { log } = logged();
    log.entriesKept[142].entry = edited;
    log.remakeTree();
    expect(await findingsOf(log)).toEqual([['checkpoint-root', 300]]);
  });

  it('and signs anew with the stolen key: only who holds a checkpoint sees it', async () => {
    const { log, witnessed } = logged();
    log.entriesKept[142].entry = edited;
    log.remakeTree().signAgain();
    expect(await findingsOf(log)).toEqual([]);
    expect(await findingsOf(log, [witnessed])).toEqual([['witness', 300]]);
  });

  it('rolls the log back below what a witness saw, signed anew', async () => {
    const { log, witnessed } = logged();
    log.entriesKept.length = 250;
    log.remakeTree().signAgain();
    expect(await findingsOf(log)).toEqual([]);
    expect(await findingsOf(log, [witnessed])).toEqual([['witness', 300]]);
  });

  it('cuts off what nobody outside has seen, with the stolen key: nothing is left to see it by', async () => {
    const { log, witnessed } = logged();
    log.entriesKept.length = 400;
    log.remakeTree().signAgain();
    expect(await findingsOf(log, [witnessed])).toEqual([]);
  });

  it('cuts off the last entries and leaves the checkpoints', async () => {
    const { log } = logged();
    log.entriesKept.length = 600;
    log.remakeTree();
    expect(await findingsOf(log)).toEqual([['checkpoint-root', 700]]);
  });

  it('takes an entry out of the middle, or doubles one', async () => {
    const { log } = logged();
    log.entriesKept.splice(255, 1);
    expect((await findingsOf(log))[0]).toEqual(['gap', 255]);
    const { log: other } = logged();
    other.entriesKept.splice(10, 0, other.entriesKept[10]);
    expect((await findingsOf(other))[0]).toEqual(['gap', 11]);
  });

  it('changes the tree under a log that nobody has signed since', async () => {
    const { log } = logged();
    const tile = Buffer.from(log.tile('1/0'));
    tile[33] ^= 1;
    log.setTile('1/0', tile);
    expect(await findingsOf(log)).toEqual([['tile', 256]]);
  });

  it('takes a tile away, or leaves hashes of entries that are gone', async () => {
    const { log } = logged();
    log.setTile('0/1', Buffer.alloc(0));
    expect(await findingsOf(log)).toEqual([['tile', 256]]);
    const { log: other } = logged();
    other.setTile('0/2', Buffer.concat([other.tile('0/2'), Buffer.alloc(32)]));
    expect(await findingsOf(other)).toEqual([['tile', 700]]);
    const { log: beyond } = logged();
    beyond.setTile('1/0', Buffer.concat([beyond.tile('1/0'), Buffer.alloc(32)]));
    expect(await findingsOf(beyond)).toEqual([['tile', 700]]);
  });

  it('says another size or root than the entries have', async () => {
    const { log } = logged();
    log.head = { size: 699, root: log.head!.root };
    expect(await findingsOf(log)).toEqual([['root', 700]]);
  });

  it('signs with a key of their own, or files a checkpoint under another size', async () => {
    const { log } = logged();
    log.checkpointsKept.pop();
    log.sign({ key: signerKey(ORIGIN, 'note', Buffer.alloc(32, 9)) });
    expect(await findingsOf(log)).toEqual([['checkpoint-signature', 700]]);
    const { log: other } = logged();
    other.checkpointsKept[0] = { ...other.checkpointsKept[0], size: 101 };
    expect(await findingsOf(other)).toEqual([['checkpoint-signature', 101]]);
  });

  it('changes a digit of a checkpoint, or of what the witness signed', async () => {
    const { log } = logged();
    const [first, second] = log.checkpointsKept;
    log.checkpointsKept[0] = { size: 100, note: first.note.replace('\n100\n', '\n101\n') };
    const [name] = second.note.split('\n').filter((line) => line.includes('witness.example.org'));
    const broken = name.slice(0, -6) + (name.at(-6) === 'A' ? 'B' : 'A') + name.slice(-5);
    log.checkpointsKept[1] = { size: 300, note: second.note.replace(name, broken) };
    expect(await findingsOf(log)).toEqual([
      ['checkpoint-signature', 100],
      ['cosignature', 300],
    ]);
  });

  it('hands over a checkpoint of another log: it is none of this one', async () => {
    const { log } = logged();
    const note = log.sign().replace(ORIGIN, 'other.example.org');
    log.checkpointsKept.pop();
    expect(await findingsOf(log, [note])).toEqual([['checkpoint-signature', null]]);
  });
});

it('counts all findings of a kind and tells of the first', async () => {
  const { log } = logged();
  for (const at of [7, 9, 300]) log.entriesKept[at].entry = edited;
  const { findings, counts } = await verifyLog(log, { ...KEYS, log: [LOG_KEY] });
  expect(findings.map(({ index }) => index)).toEqual([7]);
  expect(counts).toEqual({ leaf: 3 });
});
