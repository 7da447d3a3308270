import { inflateSync } from 'node:zlib';
import type { PdfParser } from '../../pdf/read/pdf-parser';
import { type Dictionary, isDictionary, UnreadablePdf, type Value } from '../../pdf/read/pdf-value';

/** No stream that is read here is larger; a bomb is refused. */
const LARGEST = 64 * 1024 * 1024;

/** The bytes of the stream behind a dictionary; the length is given where the dictionary refers to it. */
export function inflated(pdf: Buffer, parser: PdfParser, dictionary: Dictionary, told?: Value): Buffer {
  if (!parser.takes('stream')) throw new UnreadablePdf('a stream has no bytes');
  const from = parser.at + (pdf[parser.at] === 13 ? 2 : 1);
  const length = told ?? dictionary.get('Length');
  if (typeof length !== 'number' || from + length > pdf.length) throw new UnreadablePdf('a stream has no length');
  const packed = pdf.subarray(from, from + length);
  const filter = dictionary.get('Filter');
  if (filter === undefined) return packed;
  if (filter !== '/FlateDecode') throw new UnreadablePdf('a stream is packed in a way that is not known here');
  return withoutPredictor(unpacked(packed), dictionary.get('DecodeParms'));
}

function unpacked(packed: Buffer): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: LARGEST });
  } catch {
    throw new UnreadablePdf('a stream is damaged');
  }
}

/** Rows that say in what they differ from the one above (ISO 32000-1 §7.4.4.4). */
function withoutPredictor(bytes: Buffer, parameters: Value | undefined): Buffer {
  if (!isDictionary(parameters) || !((parameters.get('Predictor') as number) >= 10)) return bytes;
  const width = (parameters.get('Columns') as number | undefined) ?? 1;
  const count = Math.floor(bytes.length / (width + 1));
  const rows = Buffer.alloc(count * width);
  for (let row = 0; row < count; row++) {
    const kind = bytes[row * (width + 1)];
    if (kind !== 0 && kind !== 2) throw new UnreadablePdf('a table is packed in a way that is not known here');
    for (let at = 0; at < width; at++) {
      const above = kind === 2 && row > 0 ? rows[(row - 1) * width + at] : 0;
      rows[row * width + at] = bytes[row * (width + 1) + 1 + at] + above;
    }
  }
  return rows;
}
