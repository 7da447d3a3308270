import type { Face } from './face';
import { LineBuilder, type Line } from './line';

/** A digest in as few lines as fit, in groups of eight by turns regular and semibold: no spaces, so that a copy is whole. */
export function digestLines(
  sha256: string,
  faces: readonly [Face, Face],
  { size, width }: { readonly size: number; readonly width: number },
): Line[] {
  const digit = faces[0].measure('0', size);
  const perLine = [64, 32, 16].find((digits) => digits * digit <= width + 0.01) ?? 8;
  const lines: LineBuilder[] = [];
  for (let at = 0; at < sha256.length; at += 8) {
    if (at % perLine === 0) lines.push(new LineBuilder());
    const face = faces[(at / 8) % 2];
    const text = sha256.slice(at, at + 8);
    lines.at(-1)?.add({ face, size, ink: 'ink', text, width: face.measure(text, size) });
  }
  return lines;
}
