import { inflateSync } from 'node:zlib';

/** What one zlib stream (RFC 1950) held, and how many bytes it took. */
export interface Inflated {
  readonly bytes: Buffer;
  readonly taken: number;
}

interface InflateReport {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Inflates the zlib stream that begins here; it says itself where it ends, and checks itself (Adler-32). Gives null
 * when there is none, when it is damaged, or when it would hold more than `limit` bytes.
 */
export function inflateAt(pdf: Buffer, start: number, limit: number): Inflated | null {
  try {
    const options = { info: true, maxOutputLength: Math.max(1, limit) };
    const { buffer, engine } = inflateSync(pdf.subarray(start), options) as unknown as InflateReport;
    return { bytes: buffer, taken: engine.bytesWritten };
  } catch {
    return null;
  }
}
