import { resting } from '../../../src/dossiers/render/rests';

/** Draws pages of so many milliseconds each while so many requests come to each, and tells how long it rested after each. */
function rests(pages: readonly [milliseconds: number, requests: number][], inBackground = true): number[] {
  const counted = new Int32Array(new SharedArrayBuffer(4));
  counted[0] = 0x7fff_fff0;
  let [time, slept] = [1_000, 0];
  const sleep = (milliseconds: number): void => {
    slept = milliseconds;
    time += milliseconds;
  };
  const rest = resting(counted.buffer, inBackground, { now: () => time, sleep });
  return pages.map(([milliseconds, requests]) => {
    [time, slept] = [time + milliseconds, 0];
    Atomics.add(counted, 0, requests);
    rest();
    return slept;
  });
}

describe('A thread that draws', () => {
  it('rests while requests come: four times as long as it worked, and once where somebody waits for it', () => {
    expect(
      rests([
        [100, 30],
        [2, 1],
        [3, 1],
      ]),
    ).toEqual([50, 8, 12]);
    expect(
      rests(
        [
          [100, 30],
          [2, 1],
          [3, 1],
        ],
        false,
      ),
    ).toEqual([50, 2, 3]);
  });

  it('works on when they come no more, and where few come, such as of who asks how far it is', () => {
    expect(
      rests([
        [100, 30],
        [100, 0],
        [2, 0],
        [100, 4],
        [2, 0],
      ]),
    ).toEqual([50, 0, 0, 0, 0]);
    expect(
      rests([
        [1_000, 20],
        [2, 0],
      ]),
    ).toEqual([0, 0]);
  });
});
