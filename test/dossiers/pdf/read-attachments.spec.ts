import { deflateSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { NotADossier, readAttachments } from '../../../src/dossiers/pdf/read-attachments';
import { writeDossier, type WrittenDossier } from '../../../src/dossiers/pdf/write-dossier';
import { attachment, section, specimen } from './specimen';

const FILES = [
  attachment('record.json', '{"record":true}'),
  attachment('naïve (1) Ж.csv', 'a,b\n'.repeat(5000)),
  attachment('empty.txt', ''),
];

/** A hand-made file with what the reader looks for, and nothing else of a PDF. */
const forged = (name: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<</Type/Filespec/F${name}/EF<</F 2 0 R>>>>\nendobj\n2 0 obj\n<</Type/EmbeddedFile>>\nstream\n`,
      'latin1',
    ),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

describe('The files inside a dossier', () => {
  let written: WrittenDossier;

  beforeAll(async () => {
    written = await writeDossier(specimen({ attachments: FILES, sections: [section(1, 'One', [])] }));
  });

  it('are read back as they were, each from its part of the file', () => {
    const found = readAttachments(written.bytes);
    expect(found.map(({ name }) => name)).toEqual(FILES.map(({ name }) => name));
    for (const [at, { bytes, start, end, name }] of found.entries()) {
      expect(bytes.equals(Buffer.from(FILES[at].bytes))).toBe(true);
      const part = written.parts.find(({ label }) => label === `attachment ${name}`);
      expect(start).toBeGreaterThan(part?.start ?? Infinity);
      expect(end).toBeLessThan(part?.end ?? 0);
      expect(written.bytes.toString('latin1', end, end + 10)).toBe('\nendstream');
    }
  });

  it('are read although tables and lengths were altered', () => {
    const text = written.bytes.toString('latin1');
    const altered = text
      .replace(/\/Length \d+/g, (length) => length.replace(/\d/g, '9'))
      .replace(/\nxref[^]*$/, '\nxref\n');
    expect(readAttachments(Buffer.from(altered, 'latin1')).map(({ bytes }) => bytes.length)).toEqual([15, 20000, 0]);
  });

  it('are those of the dossier, when one of them is a dossier itself', async () => {
    const outer = await writeDossier(
      specimen({ sections: [], attachments: [{ ...attachment('inner.pdf', ''), bytes: written.bytes }, FILES[0]] }),
    );
    const found = readAttachments(outer.bytes);
    expect(found.map(({ name }) => name)).toEqual(['inner.pdf', 'record.json']);
    expect(readAttachments(found[0].bytes)).toHaveLength(3);
  });

  it('are never read wrong: a flipped bit is either seen or without effect on them', () => {
    const good = readAttachments(written.bytes);
    const bits = written.bytes.length * 8;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bits - 1 }), (bit) => {
        const altered = Buffer.from(written.bytes);
        altered[bit >> 3] ^= 1 << (bit & 7);
        for (const { bytes } of namesAside(altered)) expect(good.some((file) => file.bytes.equals(bytes))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('are refused when what their bytes begin with is altered, and never taken from the next object', () => {
    for (const { name, start } of readAttachments(written.bytes)) {
      for (let bit = (start - '>>\nstream\n'.length) * 8; bit < start * 8; bit += 1) {
        const altered = Buffer.from(written.bytes);
        altered[bit >> 3] ^= 1 << (bit & 7);
        expect(() => readAttachments(altered)).toThrow(
          new NotADossier(`the bytes of ${name} are not where they should be`),
        );
      }
    }
  });

  it('are refused with a reason when their own bytes are altered', () => {
    const { start } = readAttachments(written.bytes)[1];
    const altered = Buffer.from(written.bytes);
    altered[start + 12] ^= 0x10;
    expect(() => readAttachments(altered)).toThrow(
      new NotADossier('the bytes of naïve (1) Ж.csv are damaged, or more than is allowed'),
    );
  });

  it('end no reading with anything but a typed refusal, whatever the bytes', () => {
    const pieces = [
      fc.constantFrom(
        '%PDF-1.7\n',
        '<</Type/Filespec/F',
        '(a)',
        '<feff>',
        '/EF<</F 2 0 R>>',
        '\nendobj\n',
        '2 0 obj\n',
        '<</Type/EmbeddedFile',
        '>>\nstream\n',
        '\\',
        '(',
      ),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(...pieces), { maxLength: 40 }), (parts) => {
        namesAside(Buffer.from(`%PDF-1.7\n${parts.join('')}`, 'latin1'));
      }),
      { numRuns: 2000 },
    );
    for (let length = 0; length < written.bytes.length; length += 997) namesAside(written.bytes.subarray(0, length));
  });

  it.each(['(../a)', '(a/b)', '(a\\\\b)', '(C:x)', '(..)', '()', '(a\\nb)', '<feff002e002e002f0061>'])(
    'are refused under the name %s',
    (name) => {
      expect(() => readAttachments(forged(name, deflateSync('x')))).toThrow(
        new NotADossier('a file inside it has a name that is a path'),
      );
    },
  );

  it('are refused when there are two of one name, or none, or no PDF', () => {
    const one = forged('(a)', deflateSync('x'));
    expect(readAttachments(one).map(({ bytes }) => bytes.toString())).toEqual(['x']);
    expect(() => readAttachments(Buffer.concat([one, one]))).toThrow('two files inside it are named a');
    expect(() => readAttachments(Buffer.from('%PDF-1.7\n'))).toThrow('no files are inside it');
    expect(() => readAttachments(randomBytes(5000))).toThrow('it does not begin as a PDF');
    expect(() => readAttachments(new Uint8Array())).toThrow(NotADossier);
  });

  it('are not read beyond the limits', () => {
    const bomb = forged('(bomb)', deflateSync(Buffer.alloc(50_000_000)));
    expect(() => readAttachments(bomb, { totalBytes: 1_000_000 })).toThrow(/more than is allowed/);
    expect(() => readAttachments(written.bytes, { totalBytes: 20_014 })).toThrow(/more than is allowed/);
    expect(readAttachments(written.bytes, { totalBytes: 20_015 })).toHaveLength(3);
    expect(() => readAttachments(written.bytes, { attachments: 2 })).toThrow('more than 2 files are inside it');
  });
});

/** What can be read; nothing when it is refused. Any other failure is one of the test. */
function namesAside(bytes: Uint8Array): ReturnType<typeof readAttachments> {
  try {
    return readAttachments(bytes);
  } catch (error) {
    if (error instanceof NotADossier) return [];
    throw error;
  }
}
