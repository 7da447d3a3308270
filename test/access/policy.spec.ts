import { givenOf, type Permission, PERMISSIONS, SCOPES } from '../../src/access/policy/permissions';
import { type Asking, type Circumstances, type Grant, verdictOn } from '../../src/access/policy/policy.rules';
import { ROLES } from '../../src/access/policy/roles';

const ALL = Object.keys(PERMISSIONS) as Permission[];
const asking = (own: Partial<Asking>): Asking => ({ via: 'session', roles: [], isFresh: true, scopes: null, ...own });
const RECORD_WRITES = ALL.filter((one) => /:(write|record|state|decide|issue|store|transition)$/.test(one)).filter(
  (one) => !['token:issue', 'qualification:record'].includes(one),
);

describe('The table of permissions', () => {
  it.each(ROLES)('gives %s in a session what its lines say, and nothing else', (role) => {
    for (const permission of ALL) {
      const { to, self = false, granted = false } = givenOf(permission);
      const otherwise = { because: granted && role === 'auditor' ? 'expired' : 'role' };
      const expected = self ? { role: 'person' } : to.includes(role) ? { role } : otherwise;
      expect([permission, verdictOn(asking({ roles: [role] }), permission)]).toEqual([permission, expected]);
    }
  });

  it('lets an administrator write nothing of the record, and an auditor do nothing but read', () => {
    expect(RECORD_WRITES.length).toBeGreaterThan(10);
    for (const permission of RECORD_WRITES) {
      expect(verdictOn(asking({ roles: ['administrator'] }), permission)).toEqual({ because: 'role' });
    }
    for (const permission of ALL.filter((one) => !one.endsWith(':read') && givenOf(one).self !== true)) {
      expect(verdictOn(asking({ roles: ['auditor'] }), permission)).toEqual({ because: 'role' });
    }
  });

  it('lets a token do what it was given of what the roles may, and never what takes a person', () => {
    const roles = [...ROLES];
    for (const permission of ALL) {
      const { inPerson = false, self = false, to } = givenOf(permission);
      const has = verdictOn(asking({ via: 'token', roles, scopes: ALL }), permission);
      const hasNot = verdictOn(asking({ via: 'token', roles, scopes: [] }), permission);
      if (inPerson) expect([permission, has]).toEqual([permission, { because: 'in-person' }]);
      else if (self) expect(has).toEqual({ role: 'person' });
      else if (to.length > 0) {
        expect([permission, 'role' in has, hasNot]).toEqual([permission, true, { because: 'scope' }]);
      }
      const ofNobody = verdictOn(asking({ via: 'token', roles: [], scopes: ALL }), permission);
      expect('role' in ofNobody && !self).toBe(false);
    }
    expect(SCOPES.filter((scope) => givenOf(scope).inPerson === true)).toEqual([]);
  });

  it('lets a one-time link set what one signs in with, and read who one is', () => {
    const may = ALL.filter((one) => 'role' in verdictOn(asking({ via: 'link', roles: [...ROLES] }), one));
    expect(may.sort()).toEqual(['credential:change', 'self:read', 'session:end']);
  });

  it('lets the operator’s token make the first administrator and nothing else', () => {
    expect(ALL.filter((one) => 'role' in verdictOn(asking({ via: 'operator' }), one))).toEqual(['person:begin']);
  });

  it('lets a session that is not fresh do all but change what one signs in with', () => {
    const stale = { roles: [...ROLES], isFresh: false };
    const mayNot = ALL.filter((one) => 'because' in verdictOn(asking(stale), one));
    expect(mayNot.filter((one) => 'role' in verdictOn(asking({ roles: [...ROLES] }), one))).toEqual([
      'credential:change',
    ]);
    expect(verdictOn(asking(stale), 'credential:change')).toEqual({ because: 'stale' });
    expect(verdictOn(asking({ ...stale, via: 'link' }), 'credential:change')).toEqual({ role: 'person' });
  });

  it('names the role that stands first in the line, of several', () => {
    const roles = ['quality-lead', 'specialist'] as const;
    expect(verdictOn(asking({ roles }), 'dossier:issue')).toEqual({ role: 'specialist' });
  });
});

describe('An auditor', () => {
  const FROM = new Date('2026-11-02T08:00:00.000Z');
  const UNTIL = new Date('2026-11-06T17:00:00.000Z');
  const grant = (own: Partial<Grant> = {}): Grant => ({
    ...{ from: FROM, until: UNTIL, modelIds: ['a'], dossierIds: [] },
    ...own,
  });
  const when = (now: Date, ...grants: Grant[]): Circumstances => ({ now, grants, isBounded: true });
  const after = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
  const auditor = asking({ roles: ['auditor'] });
  const A = { role: 'auditor', scope: { modelIds: ['a'], dossierIds: [] } };

  it.each([
    ['a millisecond before it begins', after(FROM, -1), { because: 'expired' }],
    ['at the instant at which it begins', FROM, A],
    ['a millisecond before it is over', after(UNTIL, -1), A],
    ['at the instant at which it is over', UNTIL, { because: 'expired' }],
    ['a year later', after(UNTIL, 365 * 24 * 60 * 60 * 1000), { because: 'expired' }],
  ])('reads while his grant runs: %s', (_, now, expected) => {
    expect(verdictOn(auditor, 'record:read', when(now, grant()))).toEqual(expected);
    expect(verdictOn(auditor, 'audit-trail:read', when(now, grant()))).toEqual(expected);
  });

  it('reads nothing without a grant, or without anything being said of the circumstances', () => {
    expect(verdictOn(auditor, 'record:read', when(FROM))).toEqual({ because: 'expired' });
    expect(verdictOn(auditor, 'record:read')).toEqual({ because: 'expired' });
  });

  it('reads what all grants that run cover together, each once, and nothing of those that do not', () => {
    const running = [grant({ modelIds: ['a', 'b'], dossierIds: ['x'] }), grant({ modelIds: ['b'], dossierIds: ['y'] })];
    const over = grant({ until: after(FROM, 1), modelIds: ['c'] });
    const to = grant({ from: after(FROM, 3), dossierIds: ['z'] });
    expect(verdictOn(auditor, 'record:read', when(after(FROM, 2), ...running, over, to))).toEqual({
      role: 'auditor',
      scope: { modelIds: ['a', 'b'], dossierIds: ['x', 'y'] },
    });
  });

  it('reads nothing of a route that does not say of which records it tells', () => {
    const circumstances = { ...when(FROM, grant()), isBounded: false };
    expect(verdictOn(auditor, 'record:read', circumstances)).toEqual({ because: 'closed' });
  });

  it('is there himself: no token of his reads, whatever it was given', () => {
    const token = asking({ via: 'token', roles: ['auditor'], scopes: ALL });
    expect(verdictOn(token, 'record:read', when(FROM, grant()))).toEqual({ because: 'in-person' });
    const link = asking({ via: 'link', roles: ['auditor'] });
    expect(verdictOn(link, 'record:read', when(FROM, grant()))).toEqual({ because: 'role' });
  });

  it('may with a grant what two lines of the table give, and about himself what everybody may', () => {
    const may = ALL.filter((one) => 'role' in verdictOn(auditor, one, when(FROM, grant())));
    const own = ALL.filter((one) => givenOf(one).self === true);
    expect(may.sort()).toEqual(['audit-trail:read', 'record:read', ...own].sort());
  });

  it('is nobody else: grants give nothing to another role, and take nothing from one', () => {
    expect(verdictOn(asking({ roles: ['administrator'] }), 'record:read', when(FROM, grant()))).toEqual({
      because: 'role',
    });
    expect(verdictOn(asking({ roles: ['reviewer'] }), 'record:read', when(FROM, grant()))).toEqual({
      role: 'reviewer',
    });
  });
});
