import { randomBytes } from 'node:crypto';
import { checkSeal } from '../../../src/dossiers/seal/check-seal';
import type { SealReport } from '../../../src/dossiers/seal/seal-report';
import { type Issued, issue } from '../../support/certificates';
import { TestAuthority } from '../../support/timestamp-authority';
import { codesOf, NOBODY, seal, SEALED_AT, sealers, signerOf, stampOf, x509 } from './sealed';
import { smallBase } from './small-base';

let own: Issued;
let pdf: Buffer;
let text: string;
let trust: typeof NOBODY;
beforeAll(async () => {
  const made = await sealers();
  own = made.own;
  const tsaRoot = await issue('Time Root', { isCa: true });
  const authority = new TestAuthority(await issue('Time Authority', { issuer: tsaRoot }));
  authority.wishes = { at: SEALED_AT };
  ({ pdf } = await seal({ signer: signerOf(own), stamp: stampOf(authority) }));
  text = pdf.toString('latin1');
  trust = { ...NOBODY, seal: [x509(made.root)], time: [x509(tsaRoot)] };
});

const check = (bytes: Buffer): SealReport => checkSeal(bytes, trust);
const flipped = (at: number): Buffer => {
  const bytes = Buffer.from(pdf);
  bytes[at] ^= 1;
  return bytes;
};
const changed = (from: string | RegExp, to: string): Buffer => {
  expect(text).toMatch(from);
  return Buffer.from(text.replace(from, to), 'latin1');
};
const place = (words: string): number => text.lastIndexOf(words);

describe('A byte that was changed', () => {
  it('is as it was before', () => expect(check(pdf).state).toBe('trusted'));

  it('is found wherever it is', () => {
    const step = Math.max(1, Math.floor(pdf.length / 500));
    const missed: number[] = [];
    for (let at = 0; at < pdf.length; at += step) if (check(flipped(at)).state === 'trusted') missed.push(at);
    expect(missed).toEqual([]);
  });

  it.each<[string, () => number, string]>([
    ['in the first line', () => 3, 'digest'],
    ['in a page', () => text.indexOf('(Small)') + 2, 'digest'],
    ['in the references of the base', () => text.indexOf('/W[1 5 2]') + 3, 'digest'],
    ['in the field', () => place('/T(Seal)') + 4, 'update'],
    ['in the value of the field', () => place('/V 1') + 3, 'update'],
    ['in the time that is claimed', () => place('/M(D:2026') + 6, 'digest'],
    ['in the range', () => place('/ByteRange[0') + 13, 'coverage'],
    ['in the first digit of the signature', () => place('/Contents<') + 10, 'contents'],
    ['in what fills it up', () => place('0>>>\nendobj') - 5, 'contents'],
    ['in the references of the seal', () => place('/Prev ') + 6, 'update'],
    ['in the last line', () => pdf.length - 2, 'coverage'],
  ])('is named: %s', (_where, at, code) => {
    const report = check(flipped(at()));
    expect(report.state).toBe('broken');
    expect(codesOf(report, false)).toContain(code);
    expect(report.words).toMatch(/^(Do not rely on this seal\.|It carries a signature that is no seal)/);
  });
});

describe('A seal that was made to look whole', () => {
  it('is found by another signature, another certificate, and another’s stamp', async () => {
    const other = await seal({ signer: signerOf(await issue('Other Seal', { issuer: undefined, purposes: [] })) });
    expect(check(other.pdf).state).toBe('untrusted');
    const { pdf: third } = await seal({ signer: signerOf(own) }, smallBase({ text: 'Other' }));
    const digits = /\/Contents<([0-9a-f]+)>/.exec(third.toString('latin1'))?.[1] ?? '';
    const borrowed = changed(/\/Contents<[0-9a-f]+>/, `/Contents<${digits.padEnd(digitsOf(text), '0')}>`);
    expect(codesOf(check(borrowed), false)).toEqual(['digest']);
  });

  it('is found where it covers less, or begins later, or its place is longer', () => {
    const [, from, to, rest] = /\/ByteRange\[0 (\d+) (\d+) (\d+)\]/.exec(text) ?? [];
    const ranged = (range: string): Buffer => changed(`/ByteRange[0 ${from} ${to} ${rest}]`, `/ByteRange[${range}]`);
    for (const range of [`0 ${from} ${to} 9${rest.slice(1)}`, `0 1${from.slice(1)} ${to} ${rest}`]) {
      expect(codesOf(check(ranged(range)), false)).toEqual(expect.arrayContaining(['coverage']));
    }
    expect(check(ranged(`9 ${from} ${to} ${rest}`)).state).toBe('broken');
    expect(check(changed('/Contents<', '/Contents<00')).state).toBe('broken');
    expect(check(changed(/0>>>\nendobj/, '>>>\nendobj')).state).toBe('broken');
  });

  it('is found where something is put between the base and the seal, before the file, or in the middle', () => {
    const { bytes } = smallBase();
    const between = Buffer.concat([bytes, Buffer.from('5 0 obj\n<<>>\nendobj\n'), pdf.subarray(bytes.length)]);
    for (const one of [between, Buffer.concat([Buffer.from('x'), pdf]), Buffer.concat([pdf, pdf])]) {
      expect(check(one).state).toBe('broken');
    }
  });

  it('is found where a file is sealed that was changed after an earlier seal', async () => {
    const startXref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const { revision } = smallBase();
    const again = { ...revision, length: pdf.length, startXref, size: revision.size + 2 };
    const { pdf: twice } = await seal({ signer: signerOf(own) }, { bytes: pdf, revision: again });
    const report = check(twice);
    expect([report.state, codesOf(report, false)]).toEqual(['broken', ['update']]);
    expect(report.words).toContain('it was changed before it was sealed');
  });
});

const digitsOf = (file: string): number => (/\/Contents<([0-9a-f]+)>/.exec(file)?.[1] ?? '').length;

describe('A hostile file', () => {
  const contents = (hex: string): Buffer =>
    changed(/\/Contents<[0-9a-f]+>/, `/Contents<${hex.padEnd(digitsOf(text), '0').slice(0, digitsOf(text))}>`);

  it.each<[string, () => Buffer]>([
    ['a signature that says that it is huge', () => contents('3083ffffff')],
    ['a signature with a length of eight bytes', () => contents('3088ffffffffffffffff')],
    ['a signature of no definite length', () => contents('3080')],
    ['a signature that nests for ever', () => contents('3082ffff'.repeat(2000))],
    ['a signature of nothing', () => contents('')],
    ['a signature in capitals', () => contents('ABCDEF')],
    [
      'a place of an offset beyond the file',
      () => changed(/startxref\n\d+\n%%EOF\n$/, 'startxref\n999999999999999\n%%EOF\n'),
    ],
    ['a base that points outside of itself', () => changed(/startxref\n\d+/, 'startxref\n999999')],
    ['a stream that says that it is huge', () => changed(/\/Length \d+/, '/Length 999999999999')],
    ['references of enormous width', () => changed('/W[1 5 2]', '/W[9 9 9]')],
    ['arrays that nest for ever', () => changed('/W[1 5 2]', `/W${'['.repeat(9)}`)],
    ['half of itself', () => pdf.subarray(0, pdf.length / 2)],
  ])('with %s has an answer', (_what, file) => {
    expect(check(file()).state).toBe('broken');
  });

  it('of noise has an answer, also where it begins and ends as a seal does', () => {
    for (let count = 0; count < 50; count += 1) {
      const noise = Buffer.concat([pdf.subarray(0, 900), randomBytes(400), pdf.subarray(1300)]);
      expect(['broken', 'none']).toContain(check(noise).state);
    }
  });
});
