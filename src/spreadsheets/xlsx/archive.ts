import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { Refusal } from '../../kernel/refusal';
import { MAX_INFLATED_BYTES } from '../limits';
import { damaged, directoryOf, type Entry } from './zip-directory';

const inflate = promisify(inflateRaw);
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

const tooLarge = (): Refusal =>
  new Refusal('payload-too-large', `The workbook is larger than ${MAX_INFLATED_BYTES} bytes when it is unpacked`);

/**
 * The parts of a workbook, inflated one by one, and all together never to more than the limit, whatever they declare: a
 * part that declares too much is not begun, and one that holds more than it declares is stopped there.
 */
export class Archive {
  private readonly entries: ReadonlyMap<string, Entry>;
  private left = MAX_INFLATED_BYTES;

  constructor(private readonly bytes: Buffer) {
    this.entries = directoryOf(bytes);
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** A part as text; null when the archive has none of this name. */
  async text(name: string): Promise<string | null> {
    const entry = this.entries.get(name);
    if (entry === undefined) return null;
    if (entry.isEncrypted)
      throw new Refusal('unreadable-file', 'The workbook is encrypted: save it without a password');
    if (entry.size > this.left) throw tooLarge();
    this.left -= entry.size;
    const content = await this.inflated(entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc32)
      throw damaged(`${name} is not what was packed`);
    if (!isUtf8(content)) throw damaged(`${name} is not UTF-8`);
    return content.toString('utf8');
  }

  private async inflated(entry: Entry): Promise<Buffer> {
    const packed = this.packed(entry);
    if (entry.method === STORED) return packed;
    if (entry.method !== DEFLATED) throw damaged(`${entry.name} is packed in a way that Excel does not use`);
    return inflate(packed, { maxOutputLength: Math.max(entry.size, 1) }).catch(() => {
      throw damaged(`${entry.name} cannot be unpacked to the size that it declares`);
    });
  }

  private packed({ name, offset, packedSize }: Entry): Buffer {
    if (offset + LOCAL_SIZE > this.bytes.length || this.bytes.readUInt32LE(offset) !== LOCAL) {
      throw damaged(`${name} is not where it should be`);
    }
    const start = offset + LOCAL_SIZE + this.bytes.readUInt16LE(offset + 26) + this.bytes.readUInt16LE(offset + 28);
    if (start + packedSize > this.bytes.length) throw damaged(`${name} is cut off`);
    return this.bytes.subarray(start, start + packedSize);
  }
}
