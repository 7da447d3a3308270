import type request from 'supertest';
import { registered } from '../../support/given';
import { type House, openHouse } from '../../support/house';
import { settledLog } from '../../support/log';
import { naiveLeaf, NaiveTree } from '../log/rfc6962';
import { leavesOf, openCheckpoint, readEntries, readLevel, type Fetch } from './c2sp';
import { isConsistent, isIncluded } from './rfc9162';

const RECORDS = 300;
const AT_ONCE = 20;

const bytesOf = (base64: readonly string[]): Buffer[] => base64.map((one) => Buffer.from(one, 'base64'));

interface Proof {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly root: string;
  readonly proof: string[];
  readonly checkpoint: { readonly note: string };
}

describe('A program that knows RFC 9162 and the C2SP texts, and nothing of Predicate,', () => {
  let house: House;
  let fetch: Fetch;
  let vkey: string;
  let head: { origin: string; size: number; root: Buffer };
  let earlier: typeof head;
  let leaves: Buffer[];

  const ask = async <T>(path: string): Promise<T> => {
    const { body } = (await house.staff.get(path).expect(200)) as unknown as { body: T };
    return body;
  };

  beforeAll(async () => {
    house = await openHouse({ isLogged: true, isTold: true });
    fetch = async (path) => {
      const answer: request.Response = await house.staff
        .get(`/api/v1/log/${path}`)
        .buffer(true)
        .parse((stream, done) => {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            done(null, Buffer.concat(chunks));
          });
        })
        .expect(200);
      return answer.body as Buffer;
    };
    const signed = async (): Promise<typeof head> => {
      await settledLog(house.database.superuser);
      ({ vkey } = await ask<{ vkey: string }>('/api/v1/log'));
      return openCheckpoint((await fetch('checkpoint')).toString('utf8'), vkey);
    };
    for (let made = 0; made < 7; made += 1) await registered.organization(house);
    earlier = await signed();
    for (let made = 7; made < RECORDS; made += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => registered.organization(house)));
    }
    head = await signed();
    leaves = leavesOf(await readEntries(fetch, head.size));
  });
  afterAll(() => house.close());

  it('finds every event of the trail in the bundles of entries, byte for byte', async () => {
    const events = await house.auditEvents();
    const entries = await readEntries(fetch, head.size);
    const hex = (all: readonly Buffer[]): string[] => all.map((one) => one.toString('hex')).sort();
    expect(hex(entries)).toEqual(hex(events.map(({ payload }) => payload)));
    expect(head.size).toBeGreaterThanOrEqual(RECORDS);
  });

  it('derives the root of the signed checkpoint from the entries, and from the tiles', async () => {
    const tree = new NaiveTree(leaves);
    expect(tree.mth(0, head.size)).toEqual(head.root);
    expect(await readLevel(fetch, 0, head.size)).toEqual(leaves);
    expect(await readLevel(fetch, 1, head.size)).toEqual([tree.mth(0, 256)]);
  });

  it('believes the proofs that entries are included, and none for another place', async () => {
    for (const index of [0, 1, 6, 255, 256, head.size - 1]) {
      const { leaf, proof } = await ask<Proof>(`/api/v1/log/proofs/inclusion?index=${index}&size=${head.size}`);
      expect(Buffer.from(leaf, 'base64')).toEqual(leaves[index]);
      expect(isIncluded(leaves[index], index, bytesOf(proof), head)).toBe(true);
      expect(isIncluded(leaves[index], (index + 1) % head.size, bytesOf(proof), head)).toBe(false);
    }
  });

  it('believes the proof that the log only grew, and none that it began otherwise', async () => {
    const { proof } = await ask<{ proof: string[] }>(
      `/api/v1/log/proofs/consistency?from=${earlier.size}&to=${head.size}`,
    );
    expect(isConsistent(earlier, head, bytesOf(proof))).toBe(true);
    expect(isConsistent({ ...earlier, root: head.root }, head, bytesOf(proof))).toBe(false);
  });

  it('verifies the file that proves one event for ever', async () => {
    const [event] = await house.auditEvents();
    const { id } = JSON.parse(event.payload.toString('utf8')) as { id: string };
    const file = (await house.staff.get(`/api/v1/audit-events/${id}/proof`).expect(200)).text;
    const [head_, ...note] = file.split('\n\n');
    const lines = head_.split('\n');
    expect(lines[0]).toBe('c2sp.org/tlog-proof@v1');
    const at = lines.findIndex((line) => line.startsWith('index '));
    const checkpoint = openCheckpoint(note.join('\n\n'), vkey);
    const path = bytesOf(lines.slice(at + 1));
    expect(isIncluded(naiveLeaf(event.payload), Number(lines[at].slice('index '.length)), path, checkpoint)).toBe(true);
  });
});
