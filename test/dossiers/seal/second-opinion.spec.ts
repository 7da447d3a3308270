import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshSigner } from '../../../src/dossiers/seal/development-certificate';
import { longTermUpdate } from '../../../src/dossiers/seal/long-term-update';
import { type Issued, issue, type KeyKind, pemOf } from '../../support/certificates';
import { TestAuthority } from '../../support/timestamp-authority';
import { seal, sealers, signerOf, stampOf } from './sealed';
import { smallBase } from './small-base';

const folder = mkdtempSync(join(tmpdir(), 'predicate-seals-'));
afterAll(() => rmSync(folder, { recursive: true }));

const has = (program: string, argument: string): boolean => spawnSync(program, [argument]).error === undefined;

/** The test itself, or one that says aloud that the program which would judge is not here. */
const judgedBy = (program: string, isHere: boolean) => (isHere ? it.each : skipped(program));
const skipped =
  (program: string): typeof it.each =>
  () =>
  (name: string) =>
    it.skip(`${name} (${program} is not here)`, () => undefined);

const at = (name: string, bytes: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

const KINDS: [KeyKind][] = [['rsa'], ['ec'], ['ec384']];
const ONE: [KeyKind][] = [['ec']];
let authority: TestAuthority;
let tsaRoot: Issued;
beforeAll(async () => {
  tsaRoot = await issue('Time Root', { isCa: true });
  authority = new TestAuthority(await issue('Time Authority', { issuer: tsaRoot }));
});

async function sealedPdf(kind: KeyKind): Promise<{ pdf: Buffer; root: Issued }> {
  const { own, root } = await sealers(kind);
  const { pdf } = await seal({ signer: signerOf(own, root), stamp: stampOf(authority), now: () => new Date() });
  return { pdf, root };
}

/** The signature, and what it is over, as somebody else’s program is given them. */
function partsOf(pdf: Buffer): { cms: Buffer; content: Buffer } {
  const [from, to, rest] = (/\/ByteRange\[0 (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1')) ?? [])
    .slice(1)
    .map(Number);
  const der = Buffer.from(pdf.toString('latin1', from + 1, to - 1), 'hex');
  const cms = der.subarray(0, der.readUInt16BE(2) + 4);
  return { cms, content: Buffer.concat([pdf.subarray(0, from), pdf.subarray(to, to + rest)]) };
}

describe('Another program says of a seal', () => {
  judgedBy('openssl', has('openssl', 'version'))(KINDS)(
    'that it is a CAdES one that holds (openssl, %s)',
    async (kind) => {
      const { pdf, root } = await sealedPdf(kind);
      const { cms, content } = partsOf(pdf);
      const args = ['-inform', 'DER', '-in', at('seal.cms', cms), '-content', at('content', content), '-binary'];
      const trusting = ['-CAfile', at('root.pem', pemOf(root)), '-purpose', 'any', '-out', join(folder, 'out')];
      const { stderr } = spawnSync('openssl', ['cms', '-verify', '-cades', ...args, ...trusting], { encoding: 'utf8' });
      expect(stderr.trim()).toBe('CAdES Verification successful');
      const changed = at('content', Buffer.concat([content.subarray(0, -1), Buffer.from('x')]));
      expect(changed).toBeTruthy();
      expect(spawnSync('openssl', ['cms', '-verify', '-cades', ...args, ...trusting]).status).not.toBe(0);
    },
  );

  judgedBy('openssl', has('openssl', 'version'))(KINDS)(
    'that its stamp is one over the signature (openssl ts, %s)',
    async (kind) => {
      const { pdf } = await sealedPdf(kind);
      const parsed = execFileSync('openssl', ['asn1parse', '-inform', 'DER', '-in', at('seal.cms', partsOf(pdf).cms)], {
        encoding: 'utf8',
      });
      const own = parsed.split('\n');
      const stamp = own.findIndex((line) => line.includes('id-smime-aa-timeStampToken'));
      const [offset, length] = placeOf(own[stamp + 2]);
      const signature =
        own
          .slice(0, stamp)
          .filter((line) => line.includes('OCTET STRING'))
          .at(-1) ?? '';
      const [from, bytes, heading] = placeOf(signature);
      const { cms } = partsOf(pdf);
      const token = at('token', cms.subarray(offset, offset + length));
      const data = at('signature', cms.subarray(from + heading, from + bytes));
      const args = [
        'ts',
        '-verify',
        '-token_in',
        '-in',
        token,
        '-data',
        data,
        '-CAfile',
        at('tsa.pem', pemOf(tsaRoot)),
      ];
      expect(spawnSync('openssl', args, { encoding: 'utf8' }).stdout).toContain('Verification: OK');
    },
  );

  judgedBy('pdfsig with certutil', has('pdfsig', '-v') && has('certutil', '-H'))(KINDS)(
    'that it is valid, over the whole file, and trusted (poppler, %s)',
    async (kind) => {
      const { pdf, root } = await sealedPdf(kind);
      const store = mkdtempSync(join(folder, 'nss-'));
      execFileSync('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
      const trusted = ['-A', '-d', `sql:${store}`, '-n', 'root', '-t', 'CT,CT,CT', '-i', at('root.pem', pemOf(root))];
      execFileSync('certutil', trusted);
      const told = execFileSync('pdfsig', ['-nssdir', `sql:${store}`, at('sealed.pdf', pdf)], { encoding: 'utf8' });
      for (const words of [
        'Signature is Valid',
        'Total document signed',
        'Certificate is Trusted',
        'ETSI.CAdES.detached',
      ]) {
        expect(told).toContain(words);
      }
    },
  );

  judgedBy('pdfsig', has('pdfsig', '-v'))(ONE)(
    'that it holds with certificates added after it (poppler, %s)',
    async (kind) => {
      const { pdf, root } = await sealedPdf(kind);
      const { revision } = smallBase();
      const startXref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString('latin1'))?.[1]);
      const file = { ...revision, size: revision.size + 2, length: pdf.length, startXref };
      const material = { certificates: [Buffer.from(root.certificate.rawData)], crls: [], ocsps: [] };
      const longer = at('longer.pdf', Buffer.concat([pdf, longTermUpdate(file, material).bytes]));
      expect(execFileSync('pdfsig', [longer], { encoding: 'utf8' })).toContain('Signature is Valid');
      if (has('qpdf', '--version'))
        expect(execFileSync('qpdf', ['--check', longer], { encoding: 'utf8' })).toContain('No syntax');
    },
  );

  judgedBy('qpdf', has('qpdf', '--version'))([['packed'], ['plain']])(
    'that its file is well made (qpdf, %s)',
    async (how) => {
      const { pdf } = await seal({ signer: await freshSigner(new Date()) }, smallBase({ isPacked: how === 'packed' }));
      expect(execFileSync('qpdf', ['--check', at('made.pdf', pdf)], { encoding: 'utf8' })).toContain('No syntax');
    },
  );
});

/** Where an element of a listing is, how many bytes it has with its heading, and how many that has. */
function placeOf(line: string): [number, number, number] {
  const [, offset, heading, length] = /^ *(\d+):d=\d+ +hl=(\d+) +l= *(\d+)/.exec(line) ?? [];
  return [Number(offset), Number(heading) + Number(length), Number(heading)];
}
