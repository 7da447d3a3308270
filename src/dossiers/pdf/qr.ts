import qrcode from 'qrcode-generator';
import { fillAll, type Box } from './paths';

/** The side of the drawn code; its quiet zone is the empty paper around it. */
export const QR_SIDE = 94.3;

const WIDEST_MODULE = 2.3;

/** A QR code (ISO/IEC 18004, level M) as filled boxes, a run of dark modules in a row as one. */
export function qrPath(text: string, x: number, y: number): string {
  const code = qrcode(0, 'M');
  code.addData(String.fromCharCode(...Buffer.from(text, 'utf8')), 'Byte');
  code.make();
  const count = code.getModuleCount();
  const side = Math.min(WIDEST_MODULE, QR_SIDE / count);
  const boxes: Box[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (!code.isDark(row, column)) continue;
      const start = column;
      while (column + 1 < count && code.isDark(row, column + 1)) column++;
      boxes.push({ x: x + start * side, y: y + row * side, width: (column - start + 1) * side, height: side });
    }
  }
  return fillAll(boxes, 'ink');
}
