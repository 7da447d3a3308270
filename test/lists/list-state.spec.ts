import { hrefWith, stateOf, tidied } from '../../src/lists/list-state';

const PAGE = {
  path: '/evidence',
  columns: [{ name: 'code' }, { name: 'title' }, { name: 'kind' }, { name: 'files', isExtra: true }],
};

describe('The address of a list', () => {
  it('is led on to a tidy one when a form sent what nobody filled in', () => {
    expect(tidied(PAGE, { q: '', kind: 'benchmark', sort: '' })).toBe('/evidence?kind=benchmark');
    expect(tidied(PAGE, { q: '' })).toBe('/evidence');
    expect(tidied(PAGE, { kind: 'benchmark' })).toBeNull();
    expect(tidied(PAGE, {})).toBeNull();
  });

  it('names chosen columns in the order of the list, and none where they are the usual ones', () => {
    const chosen = { 'column-files': 'on', 'column-title': 'on', columns: '', q: 'x' };
    expect(tidied(PAGE, chosen)).toBe('/evidence?q=x&columns=code%2Ctitle%2Cfiles');
    expect(tidied(PAGE, { 'column-title': 'on', 'column-kind': 'on', columns: '' })).toBe('/evidence');
    expect(tidied(PAGE, { columns: '' })).toBe('/evidence');
  });

  it('shows the first column always, and the usual ones where it names none that there are', () => {
    expect(stateOf(PAGE, {}).columns).toEqual(['code', 'title', 'kind']);
    expect(stateOf(PAGE, { columns: 'files' }).columns).toEqual(['code', 'files']);
    expect(stateOf(PAGE, { columns: 'nothing' }).columns).toEqual(['code', 'title', 'kind']);
  });

  it('begins anew when anything of it changes', () => {
    const state = stateOf(PAGE, { kind: 'benchmark', cursor: 'abc' });
    expect(hrefWith(state, { sort: 'title' })).toBe('/evidence?kind=benchmark&sort=title');
    expect(hrefWith(state, { kind: null })).toBe('/evidence');
    expect(hrefWith(state, { cursor: 'next' })).toBe('/evidence?kind=benchmark&cursor=next');
  });
});
