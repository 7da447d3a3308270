import { MAX_WAIT_SECONDS, waitIn } from '../../src/http/prefer';

describe('Prefer: wait', () => {
  it.each<[string | string[] | undefined, number | null]>([
    [undefined, null],
    ['', null],
    ['respond-async', null],
    ['wait', null],
    ['wait=', null],
    ['wait=-1', null],
    ['wait=1.5', null],
    ['wait=five', null],
    ['await=3', null],
    ['x="wait=3"', null],
    ['wait=0', 0],
    ['wait=3', 3],
    ['WAIT = 3', 3],
    ['wait="3"', 3],
    ['wait=3; foo=bar', 3],
    ['respond-async, wait=2, wait=4', 2],
    [['return=minimal', 'wait=1'], 1],
    ['wait=5', 5],
    ['wait=6', MAX_WAIT_SECONDS],
    ['wait=999999999', MAX_WAIT_SECONDS],
    ['wait=99999999999999999999', null],
  ])('%j is %j', (header, seconds) => {
    expect(waitIn(header)).toBe(seconds);
  });
});
