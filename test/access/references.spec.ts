import { faultsOfTerm, LONGEST_GRANT_MS } from '../../src/access/grants/auditor-grant.rules';
import { type Address, referencesOf, toldOf } from '../../src/access/grants/references.rules';
import type { Reach } from '../../src/access/within';

const ID = '019a0000-0000-7000-8000-00000000000a';
const OTHER = '019a0000-0000-7000-8000-00000000000b';
const DIGEST = 'ab'.repeat(32);
const at = (params: Record<string, unknown>, query: Record<string, unknown> = {}): Address => ({ params, query });

describe('The records that a request names', () => {
  const byId: Reach = { of: 'record', table: 'evidence', by: 'id' };
  const byDigest: Reach = { of: 'record', table: 'stored_file', by: 'sha256' };
  const named: Reach = { of: 'named', ids: ['id'] };
  const pair: Reach = { of: 'named', ids: ['from', 'to'] };

  it('are those whose key is in the path, in small letters', () => {
    expect(referencesOf(byId, at({ id: ID.toUpperCase() }))).toEqual([{ table: 'evidence', by: 'id', key: ID }]);
    expect(referencesOf(byDigest, at({ sha256: DIGEST }))).toEqual([
      { table: 'stored_file', by: 'sha256', key: DIGEST },
    ]);
  });

  it.each([undefined, '', 'x', `${ID}x`, ` ${ID}`, '6f1c1d0e-0000-4000-8000-000000000000', [ID], 7])(
    'are nowhere where the key can be none: %j',
    (id) => expect(referencesOf(byId, at({ id }))).toEqual([{ table: 'evidence', by: 'id', key: null }]),
  );

  it.each([DIGEST.toUpperCase(), DIGEST.slice(1), ID])('nor where a digest is none: %s', (sha256) => {
    expect(referencesOf(byDigest, at({ sha256 }))[0].key).toBeNull();
  });

  it('are of the table that is named, if its rows belong to models', () => {
    expect(referencesOf(named, at({ type: 'model', id: ID }))).toEqual([{ table: 'model', by: 'id', key: ID }]);
    for (const type of ['person', 'auditor_grant', '__proto__', 'toString', 'model; --', undefined, ['model']]) {
      expect(referencesOf(named, at({ type, id: ID }))).toEqual([{ table: null, by: 'id', key: ID }]);
    }
  });

  it('are all that are named, each by itself', () => {
    const query = { type: 'claim_revision', from: ID, to: OTHER };
    expect(referencesOf(pair, at({}, query)).map(({ key }) => key)).toEqual([ID, OTHER]);
    expect(referencesOf(pair, at({}, { ...query, to: undefined }))[1].key).toBeNull();
  });

  it('are by the path where the query says otherwise', () => {
    expect(referencesOf(named, at({ type: 'model', id: ID }, { type: 'claim', id: OTHER }))).toEqual([
      { table: 'model', by: 'id', key: ID },
    ]);
  });

  it('are those that the query may name, each by its parameter, and a list without any', () => {
    const asked: Reach = { of: 'asked', named: { a: 'model_version', b: 'model_version', id: { in: 'record' } } };
    expect(referencesOf(asked, at({}, { a: ID, record: 'evidence', id: OTHER }))).toEqual([
      { table: 'model_version', by: 'id', key: ID },
      { table: 'evidence', by: 'id', key: OTHER },
    ]);
    expect(referencesOf(asked, at({}, { a: [ID, OTHER], record: 'person', id: ID }))).toEqual([
      { table: 'model_version', by: 'id', key: null },
      { table: null, by: 'id', key: ID },
    ]);
    expect(toldOf(asked, referencesOf(asked, at({})))).toEqual([{ table: null, key: null }]);
  });

  it('are none of a list and of what is the same for everybody, which are told once', () => {
    const list: Reach = { of: 'list', table: 'evidence' };
    expect(referencesOf(list, at({ id: ID }))).toEqual([]);
    expect(toldOf(list, [])).toEqual([{ table: 'evidence', key: null }]);
    expect(toldOf({ of: 'nothing' }, [])).toEqual([{ table: null, key: null }]);
    const [one] = referencesOf(byId, at({ id: ID }));
    expect(toldOf(byId, [one])).toEqual([one]);
  });
});

describe('The term of a grant', () => {
  const now = new Date('2026-11-29T12:00:00.000Z');
  const after = (ms: number): Date => new Date(now.getTime() + ms);

  it.each([
    [0, 1],
    [-LONGEST_GRANT_MS + 1, 1],
    [5, 5 + LONGEST_GRANT_MS],
  ])('can be from %d to %d milliseconds from now', (from, until) => {
    expect(faultsOfTerm({ from: after(from), until: after(until) }, now)).toEqual([]);
  });

  it.each([
    [1, 1, 'must be after from'],
    [2, 1, 'must be after from'],
    [0, LONGEST_GRANT_MS + 1, 'must be at most 366 days after from'],
    [-2, 0, 'is over already'],
  ])('cannot be from %d to %d: it %s', (from, until, detail) => {
    expect(faultsOfTerm({ from: after(from), until: after(until) }, now)).toEqual([{ pointer: '/until', detail }]);
  });
});
