import { Refusal } from '../kernel/refusal';

export const tooLarge = (maxBytes: number): Refusal =>
  new Refusal('payload-too-large', `The body may have at most ${maxBytes} bytes`);

/** A streamed body as one buffer, refused as soon as it is larger than `maxBytes`. */
export async function wholeBody(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
