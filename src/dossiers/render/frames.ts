import { deserialize, serialize } from 'node:v8';

/** A kind and a length before each message, so that a pipe of bytes is a row of messages. */
export const HEAD_BYTES = 5;
const [VALUE, BYTES] = [0, 1];

/** The head of a message and the message: bytes as they are, anything else as structured cloning has it. */
export function framed(message: unknown): readonly [head: Buffer, body: Uint8Array] {
  const isBytes = message instanceof Uint8Array;
  const body = isBytes ? message : serialize(message);
  const head = Buffer.alloc(HEAD_BYTES, isBytes ? BYTES : VALUE);
  head.writeUInt32LE(body.length, 1);
  return [head, body];
}

/** How long the message is that a head announces. */
export const lengthIn = (head: Buffer): number => head.readUInt32LE(1);

/** The message of a head and a body. */
export const messageOf = (head: Buffer, body: Buffer): unknown => (head[0] === BYTES ? body : deserialize(body));

/** Puts messages together again, in whatever pieces they come. */
export class Unframer {
  private parts: Buffer[] = [];
  private length = 0;

  put(bytes: Buffer): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }

  /** The next message; undefined while it is not whole. */
  take(): unknown {
    if (this.length < HEAD_BYTES) return undefined;
    const head = this.first(HEAD_BYTES);
    const whole = HEAD_BYTES + lengthIn(head);
    if (this.length < whole) return undefined;
    const bytes = this.first(whole);
    this.parts = [this.parts[0].subarray(whole), ...this.parts.slice(1)].filter(({ length }) => length > 0);
    this.length -= whole;
    return messageOf(bytes.subarray(0, HEAD_BYTES), bytes.subarray(HEAD_BYTES));
  }

  /** So many bytes in one piece, which then is the first. */
  private first(length: number): Buffer {
    if (this.parts[0].length < length) this.parts = [Buffer.concat(this.parts)];
    return this.parts[0].subarray(0, length);
  }
}
