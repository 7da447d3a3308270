import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointIn } from '../../src/audit-trail/log/checkpoint';
import { printedVerifierKey, signerKey, verifierOf } from '../../src/audit-trail/log/note-key';
import { witnessRequestIn } from '../../src/audit-trail/log/witness-request';
import { systemClock } from '../../src/kernel/clock';
import { keysListedIn, trustedLogs } from '../../src/witness/trusted-logs';
import { Witness } from '../../src/witness/witness';
import { openWitnessFolder, type WitnessFolder } from '../../src/witness/witness-folder';
import { WatchedLog } from './fixtures/watched-log';

const log = new WatchedLog('log.example/one', 300);

describe('A witness', () => {
  const parent = mkdtempSync(join(tmpdir(), 'predicate-witness-'));
  let folder: WitnessFolder;
  let witness: Witness;
  const ask = (body: Uint8Array | string) => witness.addCheckpoint(Buffer.from(body));
  beforeAll(async () => {
    folder = await openWitnessFolder(join(parent, 'witness'), 'witness.example');
    witness = new Witness(folder.key, trustedLogs([log.vkey]), folder.state, systemClock);
    await ask(await log.request(0, 100));
  });
  afterAll(async () => {
    await folder.release();
    rmSync(parent, { recursive: true });
  });

  it('refuses whatever bytes it is sent, and stays where it was', async () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        expect((await ask(body)).status).toBe(400);
      }),
      { numRuns: 2_000 },
    );
    expect(witness.sizes()).toEqual([{ origin: log.origin, size: 100 }]);
  });

  it('cosigns no request of which a byte was changed, unless it says the same', async () => {
    const body = Buffer.from(await log.request(100, 200));
    for (let at = 0; at < body.length; at += 1) {
      const changed = Buffer.from(body);
      changed[at] ^= 1 << (at % 8);
      const { status } = await ask(changed);
      expect([400, 403, 404, 409, 422]).toContain(status);
    }
    expect(witness.sizes()[0].size).toBe(100);
  });

  it('keeps nothing of what strangers wrote under the checkpoint', async () => {
    const strangers = Array.from({ length: 97 }, (_, at) => ({
      name: log.origin,
      id: `000000${10 + (at % 80)}`,
      bytes: Buffer.of(1),
    }));
    const own = { ...folder.key, bytes: Buffer.alloc(72, 1) };
    const { text, signatures } = await log.checkpoint(110);
    const said = await ask(
      await log.request(100, 110, { checkpoint: { text, signatures: [...signatures, ...strangers, own] } }),
    );
    expect(said.status).toBe(200);
    expect(folder.state.lastOf(log.origin).size).toBe(110);
  });

  it('never goes back, whatever is asked in whichever order', async () => {
    const fork = new WatchedLog(log.origin, 300, { branch: 'fork', shared: 150 });
    let [size, root] = [110, ''];
    const steps = fc.tuple(fc.integer({ min: 100, max: 300 }), fc.integer({ min: 100, max: 300 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(steps, async ([old, next, isFork]) => {
        const body = await (isFork ? fork : log).request(old, next);
        const { status } = await ask(body);
        if (status !== 200) return;
        const cosigned = checkpointIn(witnessRequestIn(body).checkpoint.text);
        expect(old).toBe(size);
        expect(cosigned.size).toBeGreaterThanOrEqual(size);
        if (cosigned.size === size && root !== '') expect(cosigned.root.toString('hex')).toBe(root);
        [size, root] = [cosigned.size, cosigned.root.toString('hex')];
      }),
      { numRuns: 1_000 },
    );
    expect(folder.state.lastOf(log.origin).size).toBe(size);
  });
});

describe('The logs of a witness', () => {
  it('are read from a file, and those of one origin are one log with several keys', () => {
    const other = printedVerifierKey(verifierOf(signerKey(log.origin, 'note', Buffer.alloc(32, 4))));
    const logs = trustedLogs(keysListedIn(`# ours\n\n${log.vkey}\n  ${other}\r\n${log.vkey}\n`));
    expect([...logs.keys()]).toEqual([log.origin]);
    expect(logs.get(log.origin)).toHaveLength(2);
  });

  it('are refused where one is none, is a witness, or there is none', () => {
    const own = printedVerifierKey(verifierOf(signerKey('w', 'cosignature', Buffer.alloc(32, 4))));
    for (const [texts, words] of [
      [['nothing'], '“nothing” is no key of a log'],
      [[own], 'is the key of a witness'],
      [[], 'needs the key of one log'],
    ] as const)
      expect(() => trustedLogs(texts)).toThrow(words);
  });
});
