import { deflateSync } from 'node:zlib';
import type { Block, DossierDocument } from '../../../src/dossiers/blocks';
import { compose } from '../../../src/dossiers/compose';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { readAttachments } from '../../../src/dossiers/pdf/read-attachments';
import { thisProducer } from '../../../src/dossiers/producer';
import { exitCodeOf, type Verdict } from '../../../src/dossiers/verify/verdict';
import { verifyDossier } from '../../../src/dossiers/verify/verify-dossier';
import { canonicalBytes } from '../../../src/kernel/digest';
import { drawn, LATER, type SealedDossier, sealedBase, sealedBy, sealedDossier } from '../fixtures/sealed-dossier';
import { bytesOfFiles, flipped, judged, other, small, verdictOf, withStream, wordsOf } from '../fixtures/small-dossier';
import { sealers, signerOf, x509 } from '../seal/sealed';

jest.setTimeout(120_000);

let whole: SealedDossier;
beforeAll(async () => {
  whole = await sealedDossier();
});

const verified = (pdf: Uint8Array, wishes = {}): Promise<Verdict> => verifyDossier(pdf, { now: LATER, ...wishes });
const holdsOf = ({ checks }: Verdict) => Object.fromEntries(checks.map(({ check, holds }) => [check, holds]));
const otherProducer = { ...thisProducer(), program: 'predicate 9.0.0', zlib: '0.0.0' };

describe('A verification of a sealed dossier', () => {
  it('calls it unchanged, and names who vouches for who sealed it', async () => {
    const verdict = await verified(whole.pdf, { anchors: whole.anchors, text: true });
    expect(holdsOf(verdict)).toMatchObject({ seal: true, rebuilt: true, text: true, log: true, attachments: true });
    expect(verdict).toMatchObject({ verdict: 'unchanged' });
    expect(verdict.limits.join()).not.toMatch(/Who made the file/);
    expect(exitCodeOf(verdict)).toBe(0);
  });

  it('says that nobody vouches for it where nobody was named', async () => {
    const verdict = await verified(whole.pdf);
    expect(verdict.verdict).toBe('unchanged');
    expect(verdict.limits[0]).toMatch(/^Who made the file: the certificate came along with it.*--trust/);
  });

  it('tells a stranger’s seal from one that those vouch for whom one trusts', async () => {
    const stranger = await sealers('ec384');
    const verdict = await verified(whole.pdf, { anchors: [x509(stranger.own)] });
    expect(verdict).toMatchObject({ verdict: 'untrusted' });
    expect(verdict.words).toMatch(/^Nothing in it was changed since it was sealed/);
    expect(exitCodeOf(verdict)).toBe(1);
  });

  it('is well without making it again, where seal, digests and words hold', async () => {
    const own = await sealedDossier({ producer: otherProducer });
    const verdict = await verified(own.pdf, { anchors: own.anchors });
    expect(holdsOf(verdict)).toMatchObject({ rebuilt: null, seal: true, text: true, attachments: true });
    expect(verdict).toMatchObject({ verdict: 'intact' });
    expect(verdict.words).toMatch(/its seal covers every byte.*every word.*predicate 9\.0\.0/);
    expect(verdict.limits.join()).toMatch(/painted over/);
    expect(exitCodeOf(verdict)).toBe(0);
  });

  it('leaves open what can neither be made again nor has a seal', async () => {
    const { bytes } = await compose(small({ producer: otherProducer }), bytesOfFiles);
    const verdict = await verified(bytes);
    expect(verdict).toMatchObject({ verdict: 'not-rebuilt' });
    expect(holdsOf(verdict)).toMatchObject({ text: true, rebuilt: null });
    expect(exitCodeOf(verdict)).toBe(2);
  });
});

type Table = Extract<Block, { kind: 'table' }>;

/** The document with one other cell: of the first table of its section on files. */
function otherCell(document: DossierDocument): DossierDocument {
  const change = (block: Block): Block => {
    if (block.kind !== 'table' || block.caption !== 'File manifest') return block;
    const [first, ...rest] = [...block.rows] as Extract<
      Table['rows'] extends Iterable<infer R> ? R : never,
      { cells: unknown }
    >[];
    const cells = first.cells.map((cell) =>
      typeof cell === 'object' && 'number' in cell
        ? { number: cell.number.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) }
        : cell,
    );
    return { ...block, rows: [{ ...first, cells }, ...rest] };
  };
  return { ...document, sections: document.sections.map((one) => ({ ...one, blocks: [...one.blocks].map(change) })) };
}

const otherCover = (document: DossierDocument): DossierDocument => ({
  ...document,
  cover: { ...document.cover, version: '1.0.1' },
});
const otherFoot = (document: DossierDocument): DossierDocument => ({
  ...document,
  foot: { ...document.foot, version: `${document.foot.version}-final` },
});

describe('A changed digit that a forger drew over the true record', () => {
  const cases = [
    ['in a table', otherCell, /page \d+, Table 2\.1, row 1: the record says “\S+” and the page shows “\S+”/],
    ['on the cover', otherCover, /page 1, the cover: the record says “1\.0\.0” and the page shows “1\.0\.1”/],
    ['at the foot', otherFoot, /the head or the foot: “ExampleModel1\.0\.0-final.*” is no word of the record/],
  ] as const;

  it.each(cases)('is found and named, %s, in a file that he sealed anew', async (_, change, words) => {
    const { own } = await sealers('ec384');
    const forger = signerOf(own);
    const pdf = await sealedBase(forger, await drawn(sealedBy(forger), change));
    const verdict = await verified(pdf);
    expect(verdict).toMatchObject({ verdict: 'altered' });
    expect(holdsOf(verdict)).toMatchObject({ rebuilt: false, text: false, seal: true });
    expect(verdict.words).toMatch(words);
  });

  it.each(cases)('is found and named, %s, though the pages cannot be made again', async (_, change, words) => {
    const forger = signerOf((await sealers('ec384')).own);
    const pdf = await sealedBase(forger, await drawn(sealedBy(forger, { producer: otherProducer }), change));
    const verdict = await verified(pdf);
    expect(verdict).toMatchObject({ verdict: 'altered' });
    expect(holdsOf(verdict)).toMatchObject({ rebuilt: null, text: false });
    expect(verdict.words).toMatch(words);
    expect(exitCodeOf(verdict)).toBe(1);
  });
});

describe('A dossier that was tampered with', () => {
  const partOf = (label: RegExp): { start: number; end: number } => {
    const found = whole.base.parts.find((part) => label.test(part.label));
    if (found === undefined)
      throw new Error(`There is no part ${String(label)}: ${whole.base.parts.map((part) => part.label).join()}`);
    return found;
  };
  const flip = (label: RegExp) => (): Buffer => {
    const { start, end } = partOf(label);
    return flipped(whole.pdf, Math.floor((start + end) / 2));
  };
  const instead = (from: string | RegExp, to: (text: string) => string) => (): Buffer => {
    const text = whole.pdf.toString('latin1');
    const at = typeof from === 'string' ? text.lastIndexOf(from) : text.search(from);
    const found = typeof from === 'string' ? from : (from.exec(text)?.[0] ?? '');
    if (at < 0) throw new Error(`There is no ${String(from)}`);
    return Buffer.from(text.slice(0, at) + to(found) + text.slice(at + found.length), 'latin1');
  };
  const stream = (name: string, bytes: Uint8Array) => () => withStream(whole.pdf, name, bytes);
  const attachment = (name: string): Buffer => {
    const found = readAttachments(whole.pdf).find((one) => one.name === name);
    if (found === undefined) throw new Error(`${name} is not inside`);
    return found.bytes;
  };
  const changed = (
    record: DossierRecord,
    change: (log: NonNullable<DossierRecord['log']>) => object,
  ): DossierRecord => ({
    ...record,
    log: { ...record.log, ...change(record.log!) } as DossierRecord['log'],
  });
  const resealed = (record: DossierRecord) => async (): Promise<Buffer> =>
    sealedBase(whole.signer, await compose(record, bytesOfFiles));
  const shadow = (): Buffer => {
    const { base, pdf } = whole;
    const { root, size, startXref } = base.base;
    const object = `${root} 0 obj\n<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>>>\nendobj\n`;
    const table = `xref\n${root} 1\n${String(pdf.length).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<</Size ${size}/Root ${root} 0 R/Prev ${startXref}>>\nstartxref\n${pdf.length + object.length}\n%%EOF\n`;
    return Buffer.concat([pdf, Buffer.from(object + table + trailer, 'latin1')]);
  };

  const noFiles = Buffer.from('{"schema":"predicate/dossier-manifest/1","files":[]}');
  it.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    ['a byte of the first page', flip(/^page 1$/), /Byte \d+ is not as the record makes it, in: page 1/],
    ['a byte of a later page', flip(/^page 3$/), /in: page 3/],
    ['a byte of a font', flip(/^font /), /in: font /],
    ['a byte of the tags', flip(/^structure tags$/), /in: structure tags/],
    ['a byte of the bookmarks', flip(/outline/), /in: .*outline/],
    ['a byte of the metadata', flip(/metadata|XMP/), /in: .*(metadata|XMP)/],
    ['a byte of the catalog', flip(/catalog/), /in: .*catalog/],
    ['a byte of the cross-references', flip(/cross-reference/), /in: cross-reference/],
    ['the place of the seal', flip(/place of the seal/), /in: place of the seal/],
    [
      'the trailer of the base',
      instead(/startxref\n\d/, () => 'startxref\n9'),
      /Byte \d+ is not as the record makes it/,
    ],
    [
      'a digit of the record',
      stream('record.json', canonicalBytes({ ...small(), parties: [] })),
      /Byte \d+ is not as the record makes it|record/,
    ],
    [
      'a byte of the evidence',
      stream('EV-0002-cases.csv', Buffer.from('site,cases\nNorth,999\n')),
      /EV-0002-cases\.csv has another digest/,
    ],
    ['swapped attachments', stream('EV-0001-results.json', other), /EV-0001-results\.json has another digest/],
    ['the manifest', stream('manifest.json', noFiles), /manifest/],
    [
      'the checkpoint as a file',
      stream('checkpoint.txt', Buffer.from('log.example/predicate\n1\n')),
      /checkpoint\.txt has another digest/,
    ],
    [
      'a proof as a file',
      () => withStream(whole.pdf, 'EV-0001.tlog-proof', attachment('FN-1.tlog-proof')),
      /EV-0001\.tlog-proof has another digest/,
    ],
    [
      'a cosignature in the record',
      async () =>
        resealed(
          changed(whole.record, ({ checkpoint }) => ({
            checkpoint: checkpoint.replace(
              /(witness\.example \S{20})(.)/,
              (_, a: string, b: string) => a + (b === 'A' ? 'B' : 'A'),
            ),
          })),
        )(),
      /cosign/i,
    ],
    [
      'a signature of the checkpoint',
      async () =>
        resealed(
          changed(whole.record, ({ checkpoint }) => ({
            checkpoint: checkpoint.replace(
              /(— log\.example\/predicate \S{20})(.)/,
              (_, a: string, b: string) => a + (b === 'A' ? 'B' : 'A'),
            ),
          })),
        )(),
      /checkpoint/,
    ],
    [
      'a proof in the record',
      async () =>
        resealed(
          changed(whole.record, ({ proofs }) => ({
            proofs: [{ ...proofs[0], proof: [...proofs[0].proof].reverse() }, ...proofs.slice(1)],
          })),
        )(),
      /is not in the tree of the checkpoint/,
    ],
    [
      'an event in the record',
      async () =>
        resealed({
          ...whole.record,
          events: whole.record.events.map((one, at) => (at === 0 ? { ...one, actor: 'Somebody Else' } : one)),
        })(),
      /says another actor/,
    ],
    [
      'a digit of the signature',
      instead(/\/Contents<[0-9a-f]{400}/, (text) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')),
      /The seal does not hold/,
    ],
    [
      'the range of the seal',
      instead(/\/ByteRange\[0 \d/, (text) => text.slice(0, -1) + String((Number(text.at(-1)) % 9) + 1)),
      /The seal does not hold/,
    ],
    ['the time of the seal', instead(/\/M\(D:2/, () => '/M(D:3'), /The seal does not hold/],
    ['bytes after the end', () => Buffer.concat([whole.pdf, Buffer.from('\n')]), /The seal does not hold|added after/],
    ['a shadow update that replaces a page', shadow, /added after it was sealed/],
    [
      'the seal cut off',
      () => whole.pdf.subarray(0, whole.base.bytes.length),
      /The seal is missing: the record says that/,
    ],
    [
      'the seal overwritten',
      () => Buffer.concat([whole.base.bytes, Buffer.alloc(2000, 0x20)]),
      /The seal is missing|added after the end/,
    ],
    [
      'the seal of another signer',
      async () => sealedBase(signerOf((await sealers('ec384')).own), whole.base),
      /its record names another certificate/,
    ],
  ])('is found out by what was done: %s', async (_, tamper, words) => {
    const judgement = await judged(await tamper());
    expect([verdictOf(judgement), wordsOf(judgement)]).toEqual(['altered', expect.stringMatching(words)]);
  });

  it('has streams that are packed as we pack them, so that a swap is noticed by its bytes', () => {
    const found = readAttachments(whole.pdf).find(({ name }) => name === 'EV-0002-cases.csv');
    expect(whole.pdf.subarray(found?.start, found?.end).equals(deflateSync(other))).toBe(true);
  });
});
