import { randomFillSync } from 'node:crypto';
import { v7, validate, version } from 'uuid';

/** Random bytes are asked for so many ids at once: asked for each, they cost ten times what the id does. */
const pool = Buffer.alloc(16 * 256);
let used = pool.length;

function sixteen(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += 16));
}

let millis = 0;
let counter = 0;

/**
 * A new UUIDv7 (RFC 9562 §5.7): its order is the order of time, so that keys stay together in an index. Within a
 * millisecond a counter goes on from where chance began it (§6.2, method 1), and goes on while a clock is set back.
 */
export function newId(): string {
  const random = sixteen();
  const now = Date.now();
  if (now > millis) {
    millis = now;
    counter = random.readUInt32BE(6) >>> 1;
  } else {
    counter = (counter + 1) >>> 0;
    if (counter === 0) millis += 1;
  }
  return v7({ random, msecs: millis, seq: counter });
}

/** The millisecond in which a UUIDv7 was made. */
export const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/** Whether the text is a UUIDv7. */
export const isId = (text: string): boolean => validate(text) && version(text) === 7;
