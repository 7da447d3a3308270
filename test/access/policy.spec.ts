import { givenOf, type Permission, PERMISSIONS, SCOPES } from '../../src/access/policy/permissions';
import { type Asking, verdictOn } from '../../src/access/policy/policy.rules';
import { ROLES } from '../../src/access/policy/roles';

const ALL = Object.keys(PERMISSIONS) as Permission[];
const asking = (own: Partial<Asking>): Asking => ({ via: 'session', roles: [], isFresh: true, scopes: null, ...own });
const RECORD_WRITES = ALL.filter((one) => /:(write|record|state|decide|issue|store|transition)$/.test(one)).filter(
  (one) => !['token:issue', 'qualification:record'].includes(one),
);

describe('The table of permissions', () => {
  it.each(ROLES)('gives %s in a session what its lines say, and nothing else', (role) => {
    for (const permission of ALL) {
      const { to, self = false } = givenOf(permission);
      const expected = self ? { role: 'person' } : to.includes(role) ? { role } : { because: 'role' };
      expect([permission, verdictOn(asking({ roles: [role] }), permission)]).toEqual([permission, expected]);
    }
  });

  it('lets an administrator write nothing of the record, and an auditor nothing at all', () => {
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
