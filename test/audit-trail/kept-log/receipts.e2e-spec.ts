import { randomUUID } from 'node:crypto';
import { openCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { verifierKeyIn } from '../../../src/audit-trail/log/note-key';
import { provesLogged, tlogProofIn } from '../../../src/audit-trail/log/tlog-proof';
import { naiveLeaf } from '../log/rfc6962';
import { organization } from '../../support/given';
import { openHouse, type House } from '../../support/house';
import { countOf } from '../../support/trail';

const RECEIPT = /^event="([0-9a-f-]{36})", index=(\d+), size=(\d+), proof=:([A-Za-z0-9+/]+=*):$/;
type Answered = { readonly headers: Readonly<Record<string, string>>; readonly body: { readonly id: string } };

describe('A write that waits for its receipt', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ isLogged: true });
  });
  afterAll(() => house.close());

  const register = (key: string, body: object, prefer: string) =>
    house.staff.post('/api/v1/organizations').set('Idempotency-Key', key).set('Prefer', prefer).send(body);

  /** Holds that the header proves, with the key of the log alone, that the newest event of the record was logged. */
  async function requireReceipt({ headers, body }: Answered): Promise<void> {
    const [, eventId, index, size, proof] = RECEIPT.exec(headers['predicate-receipt'] ?? '') ?? [];
    const event = (await house.auditEvents()).filter(({ subject_id }) => subject_id === body.id).at(-1);
    const { body: log } = await house.staff.get('/api/v1/log').expect(200);
    const { origin, vkey } = log as { origin: string; vkey: string };
    const file = tlogProofIn(Buffer.from(proof, 'base64'));
    const checkpoint = openCheckpoint(file.checkpoint, origin, [verifierKeyIn(vkey)]);
    expect([file.index, checkpoint.size]).toEqual([Number(index), Number(size)]);
    expect(provesLogged(file, naiveLeaf(event?.payload ?? Buffer.alloc(0)), checkpoint)).toBe(true);
    expect(JSON.parse(String(event?.payload))).toMatchObject({ id: eventId });
    expect(headers).toMatchObject({
      'preference-applied': 'wait=5',
      link: `</api/v1/audit-events/${eventId}/proof>; rel="https://c2sp.org/tlog-proof"`,
    });
  }

  it('has it in a header, whose proof holds with the key of the log alone; so has a retry, and an edit', async () => {
    const [key, body] = [randomUUID(), organization()];
    const first = await register(key, body, 'wait=5').expect(201);
    await requireReceipt(first);
    const again = await register(key, body, 'respond-async, wait=9').expect(201);
    expect(again.text).toBe(first.text);
    await requireReceipt(again);
    const { id } = first.body as { id: string };
    const edited = await house.staff
      .patch(`/api/v1/organizations/${id}`)
      .set('Prefer', 'wait=5')
      .send({ place: 'Elsewhere', reason: 'Moved' })
      .expect(200);
    await requireReceipt(edited);
  });

  it('has none where nothing was written, nothing was asked, or it was only read', async () => {
    const { name } = organization() as { name: string };
    await register(randomUUID(), { name, country: 'US' }, 'return=minimal').expect(201);
    const answers = [
      await register(randomUUID(), { name, country: 'US' }, 'wait=5').expect(409),
      await house.staff.get('/api/v1/organizations').set('Prefer', 'wait=5').expect(200),
    ];
    for (const { headers } of answers) expect(headers['predicate-receipt']).toBeUndefined();
  });

  it('is answered pending when it is not signed in time, without holding a connection, and is written once', async () => {
    const { superuser } = house.database;
    await superuser.query('BEGIN; SELECT FROM log_state FOR UPDATE');
    const before = await countOf(house, 'organization');
    const asked = Array.from({ length: 30 }, () => register(randomUUID(), organization(), 'wait=1'));
    const begun = Date.now();
    const pending = await Promise.all(asked);
    expect(Date.now() - begun).toBeLessThan(4_000);
    for (const { status, headers } of pending) {
      expect(status).toBe(201);
      expect(headers['predicate-receipt']).toMatch(/^event="[0-9a-f-]{36}", pending$/);
    }
    await superuser.query('ROLLBACK');
    expect((await countOf(house, 'organization')) - before).toBe(30);
  });

  it('is not answered with a receipt of somebody else when many wait at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => register(randomUUID(), organization(), 'wait=5')),
    );
    for (const answer of answers) await requireReceipt(answer);
  });
});
