import { framed, Unframer } from '../../../src/dossiers/render/frames';

const MESSAGES: readonly unknown[] = [
  { kind: 'at', place: { page: 3, title: 'É', at: new Date(0), none: undefined } },
  Buffer.from('%PDF-1.7'),
  Buffer.alloc(0),
  null,
  Buffer.alloc(70_000, 7),
  { bytes: Buffer.from([1, 2]) },
];
const bytes = Buffer.concat(MESSAGES.flatMap((one) => framed(one)));

function taken(pieces: readonly Buffer[]): unknown[] {
  const unframer = new Unframer();
  const found: unknown[] = [];
  for (const piece of pieces) {
    unframer.put(piece);
    for (let one = unframer.take(); one !== undefined; one = unframer.take()) found.push(one);
  }
  return found;
}

describe('Messages over a pipe', () => {
  it.each([1, 4, 5, 6, 1000, 65_536, bytes.length])('come as they were said, %d bytes at a time', (size) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    expect(taken(pieces)).toEqual(MESSAGES);
  });

  it('are not there before they are whole', () => {
    const [head, body] = framed(Buffer.from('abc'));
    expect(taken([head])).toEqual([]);
    expect(taken([head, Buffer.from(body.subarray(0, 2))])).toEqual([]);
    expect(taken([head, Buffer.from(body)])).toEqual([Buffer.from('abc')]);
  });
});
