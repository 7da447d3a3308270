import { fillAll, type Box } from './paths';

/** The strip: a bar for each of the 64 digits of the record digest. It helps the eye, and proves nothing. */
export function stripPath(sha256: string, { x, y, width, height }: Box): string {
  const step = width / sha256.length;
  const bars = Array.from(sha256, (digit, at): Box => {
    const bar = ((parseInt(digit, 16) + 1) / 16) * height;
    return { x: x + at * step, y: y + height - bar, width: step * 0.56, height: bar };
  });
  return fillAll(bars, 'ink');
}
