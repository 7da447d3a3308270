import qrcode from 'qrcode-generator';

/** A QR code as SVG draws it: one path of its dark modules, in a square with the quiet zone of the standard around it. */
export interface QrDrawing {
  /** Of the `viewBox`, in modules. */
  readonly side: number;
  readonly path: string;
}

/** ISO/IEC 18004 §6.3.8: four modules on every side. */
const QUIET = 4;

/** Draws a text as a QR code of level M. */
export function qrDrawing(text: string): QrDrawing {
  const code = qrcode(0, 'M');
  code.addData(String.fromCharCode(...Buffer.from(text, 'utf8')), 'Byte');
  code.make();
  const count = code.getModuleCount();
  const modules = Array.from({ length: count * count }, (_, at) => ({
    row: Math.floor(at / count),
    column: at % count,
  }));
  const dark = modules.filter(({ row, column }) => code.isDark(row, column));
  return {
    side: count + 2 * QUIET,
    path: dark.map(({ row, column }) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`).join(''),
  };
}
