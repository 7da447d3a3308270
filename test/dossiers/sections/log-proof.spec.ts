import { createHash } from 'node:crypto';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { logProof } from '../../../src/dossiers/sections/log-proof';
import { eventOf, LOG_VKEY, loggedEvents } from '../fixtures/log';
import { dossierRecord } from '../fixtures/record';
import { blocksOf, formRows, isKind, textsIn } from '../fixtures/words';

const events = (count: number) =>
  Array.from({ length: count }, (_, at) => eventOf(at, { act: 'version.revised', subject: '1.0.0' }));
const blocks = (own: Partial<DossierRecord> = {}) => blocksOf(logProof, dossierRecord(own));
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const hashed = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** As somebody does it by hand who reads the page: no code of the program. */
function rootByHand(record: Partial<DossierRecord>): { printed: string; computed: string } {
  const [path] = blocks(record).filter(isKind('proof-path'));
  const root = path.steps.reduce(
    (hash, { side, sha256 }) =>
      side === 'left' ? hashed(Buffer.of(1), bytes(sha256), hash) : hashed(Buffer.of(1), hash, bytes(sha256)),
    bytes(path.leaf.sha256),
  );
  return { printed: path.root.sha256, computed: root.toString('hex') };
}

describe('The section on the log', () => {
  it.each([1, 2, 3, 7, 8, 9, 40])('prints a way that leads to the root by hand, of %d events', (count) => {
    const { printed, computed } = rootByHand(loggedEvents(events(count), { before: count, after: 2 }));
    expect(computed).toBe(printed);
  });

  it('names the ranges that the digests stand for, which touch each other and cover the log', () => {
    const [{ leaf, steps }] = blocks(loggedEvents(events(9), { before: 4, after: 20 })).filter(isKind('proof-path'));
    const ranges = [leaf, ...steps].map(({ range }) => range.split('–').map(Number));
    const covered = ranges.flatMap(([from, to = from]) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
    expect(covered.sort((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, at) => at));
  });

  it('prints the checkpoint line by line and the key, and names the witness', () => {
    const record = dossierRecord();
    const transcripts = blocks().filter(isKind('transcript'));
    expect(`${transcripts[0].lines.join('\n')}\n`).toBe(record.log?.checkpoint);
    expect(transcripts[1].lines).toEqual([LOG_VKEY]);
    expect(formRows(blocks()).Witnesses).toContain('witness.example');
  });

  it('says that nobody witnessed it, and which events are not in the log yet', () => {
    const logged = loggedEvents(events(3), { isWitnessed: false });
    const late = eventOf(77, { act: 'evidence.recorded', subject: 'EV-0001' });
    const said = textsIn(blocks({ ...logged, events: [...logged.events, late] })).join(' ');
    expect(said).toContain('Not witnessed: witness.example had not cosigned it');
    expect(said).toContain('3 of 4 events behind it are in the log of 11 entries; 1 event was not yet in the log');
  });

  it('says why there is no proof', () => {
    expect(textsIn(blocks({ log: null })).join(' ')).toMatch(/Not in the log: nothing fed the log/);
    const { dossier } = dossierRecord();
    expect(textsIn(blocks({ log: null, dossier: { ...dossier, draft: true } })).join(' ')).toMatch(/A preview carries/);
  });
});
