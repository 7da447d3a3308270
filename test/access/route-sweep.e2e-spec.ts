import { randomUUID } from 'node:crypto';
import { PERMISSIONS, SCOPES } from '../../src/access/policy/permissions';
import { type Asking, type Because, type Grant, verdictOn } from '../../src/access/policy/policy.rules';
import { ROLES, type Role } from '../../src/access/policy/roles';
import { type DescribedRoute, type Description, routesIn } from '../support/description';
import { type House, openHouse, OPERATOR_TOKEN } from '../support/house';
import { byToken, granted, hire, inPerson } from '../support/staff';

/** What a refusal of the table is answered with. */
const ANSWER: Readonly<Record<Because, readonly [status: number, type: string]>> = {
  role: [403, '/problems/forbidden'],
  scope: [403, '/problems/forbidden'],
  operator: [403, '/problems/forbidden'],
  'in-person': [403, '/problems/interactive-required'],
  stale: [401, '/problems/reauthentication-required'],
  expired: [401, '/problems/access-expired'],
  closed: [403, '/problems/forbidden'],
};
/** It would end the session that the sweep goes on with. */
const ENDS_ITSELF = 'DELETE /api/v1/sessions/current';

describe('Every route', () => {
  let house: House;
  let routes: DescribedRoute[];
  beforeAll(async () => {
    house = await openHouse();
    routes = routesIn((await house.anybody.get('/api/v1/openapi.json').expect(200)).body as Description);
  });
  afterAll(() => house.close());

  const guarded = () => routes.filter(({ operation }) => operation['x-permission'] !== undefined);

  /** How each guarded route answers somebody, where that is not as the table has it. */
  async function faultsFor(
    asking: Asking,
    headers: Record<string, string>,
    grants: readonly Grant[] = [],
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const { method, path, address, operation } of guarded()) {
      const permission = operation['x-permission'] ?? 'record:read';
      const isBounded = operation['x-auditors'] !== undefined;
      const verdict = verdictOn(asking, permission, { now: new Date(), grants, isBounded });
      if (`${method} ${path}` === ENDS_ITSELF && 'role' in verdict) continue;
      const verb = method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
      const { status, body } = await house.anybody[verb](address).set({ 'Idempotency-Key': randomUUID(), ...headers });
      const { type } = body as { type?: string };
      const isAsSaid =
        'because' in verdict
          ? [status, type].join() === ANSWER[verdict.because].join()
          : status !== 401 && status !== 403;
      if (!isAsSaid) faults.push(`${method} ${path} (${permission}): ${status} ${type}`);
    }
    return faults;
  }

  it('has a permission that the table knows, or is for everybody', () => {
    expect(guarded().length).toBeGreaterThan(100);
    for (const { operation } of guarded()) expect(Object.keys(PERMISSIONS)).toContain(operation['x-permission']);
  });

  it.each([[[] as Role[]], ...ROLES.map((role) => [[role]])])(
    'answers in a session and by a token as the table has it: %j',
    async (roles) => {
      const token = `sweep-token-of-forty-characters-and-more-${roles.join() || 'none'}`;
      await hire(house.database.superuser, { printedName: 'Sweep', roles, token });
      expect(await faultsFor({ via: 'session', roles, isFresh: true, scopes: null }, inPerson(token))).toEqual([]);
      expect(await faultsFor({ via: 'token', roles, isFresh: false, scopes: SCOPES }, byToken(token))).toEqual([]);
    },
  );

  it('answers an auditor whose grant runs, in a session, where a route says of which records it tells', async () => {
    const token = 'sweep-token-of-forty-characters-and-more-with-grant';
    const id = await hire(house.database.superuser, { printedName: 'Sweep', roles: ['auditor'], token });
    const grant = await granted(house.database.superuser, id, {});
    const asking: Asking = { via: 'session', roles: ['auditor'], isFresh: true, scopes: null };
    expect(await faultsFor(asking, inPerson(token), [grant])).toEqual([]);
    expect(await faultsFor({ ...asking, via: 'token', scopes: SCOPES }, byToken(token), [grant])).toEqual([]);
    const open = guarded().filter(({ operation }) => operation['x-auditors'] !== undefined);
    expect(open.length).toBeGreaterThan(35);
    expect(open.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('answers the operator’s token where the first administrator is made, and nowhere else', async () => {
    const operator: Asking = { via: 'operator', roles: [], isFresh: false, scopes: null };
    expect(await faultsFor(operator, byToken(OPERATOR_TOKEN))).toEqual([]);
  });

  it('is closed to a person who left, with whatever he had', async () => {
    const token = 'sweep-token-of-forty-characters-and-more-left';
    const id = await hire(house.database.superuser, { printedName: 'Left', roles: ['specialist'], token });
    await house.database.superuser.query(
      `BEGIN; SET LOCAL session_replication_role = 'replica';
       UPDATE person SET state = 'left', left_at = now() WHERE id = '${id}'; COMMIT`,
    );
    for (const headers of [inPerson(token), byToken(token)]) {
      for (const { method, address } of guarded()) {
        const verb = method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
        const { status } = await house.anybody[verb](address).set({ 'Idempotency-Key': randomUUID(), ...headers });
        expect([method, address, status]).toEqual([method, address, 401]);
      }
    }
  });
});
