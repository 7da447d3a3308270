import qrcode from 'qrcode-generator';
import { fillAll, type Box } from './paths';

/** The longest side of a drawn code; its quiet zone is the empty paper around it. */
const LONGEST = 94.3;

const WIDEST_MODULE = 2.3;

/** A QR code ready to be drawn. */
export interface QrCode {
  readonly side: number;
  readonly path: (x: number, y: number) => string;
}

/** A QR code (ISO/IEC 18004, level M) as filled boxes. */
export function qrCode(text: string): QrCode {
  const code = qrcode(0, 'M');
  code.addData(String.fromCharCode(...Buffer.from(text, 'utf8')), 'Byte');
  code.make();
  const count = code.getModuleCount();
  const side = Math.min(WIDEST_MODULE, LONGEST / count);
  const isDark = (row: number, column: number): boolean => column < count && code.isDark(row, column);
  return { side: count * side, path: (x, y) => fillAll(darkRuns(isDark, { count, side, x, y }), 'ink') };
}

interface Modules {
  readonly count: number;
  readonly side: number;
  readonly x: number;
  readonly y: number;
}

/** The dark modules, those beside each other in a row as one box. */
function darkRuns(isDark: (row: number, column: number) => boolean, { count, side, x, y }: Modules): Box[] {
  const boxes: Box[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (!isDark(row, column)) continue;
      const start = column;
      while (isDark(row, column + 1)) column++;
      boxes.push({ x: x + start * side, y: y + row * side, width: (column - start + 1) * side, height: side });
    }
  }
  return boxes;
}
