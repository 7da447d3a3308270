import { checkpointIn, checkpointText, openCheckpoint, signCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { cosign, cosignedAt } from '../../../src/audit-trail/log/cosignature';
import { EMPTY_ROOT } from '../../../src/audit-trail/log/hash';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { printedVerifierKey, signerKey, verifierKeyIn } from '../../../src/audit-trail/log/note-key';
import { printedSignature, signaturesIn } from '../../../src/audit-trail/log/note-signature';
import { noteIn, printedNote, signersOf, signNote, type SignedNote } from '../../../src/audit-trail/log/signed-note';
import {
  C2SP_COSIGNATURE,
  C2SP_COSIGNED_AT,
  CT_CHECKPOINT,
  CT_LOG,
  CT_ORIGIN,
  CT_WITNESSES,
  GO_NOTE,
} from './published-notes';

const ORIGIN = 'log.example/record';
const log = signerKey(ORIGIN, 'note', Buffer.alloc(32, 1));
const witness = signerKey('witness.example/w1', 'cosignature', Buffer.alloc(32, 2));
const root = Buffer.alloc(32, 9);
const TEXT = `${ORIGIN}\n7\n${root.toString('base64')}\n`;

describe('A checkpoint', () => {
  it('of the public network is opened with the key of its log', () => {
    const checkpoint = openCheckpoint(noteIn(CT_CHECKPOINT), CT_ORIGIN, [verifierKeyIn(CT_LOG)]);
    expect(checkpoint).toMatchObject({ origin: CT_ORIGIN, size: 1_432_088_532, extensions: [] });
    expect(checkpoint.root.toString('base64')).toBe('U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=');
    expect(checkpointText(checkpoint)).toBe(noteIn(CT_CHECKPOINT).text);
  });

  it('is origin, size and root, and signed by its log', () => {
    const note = signCheckpoint({ size: 7, root }, ORIGIN, log);
    expect(note.text).toBe(TEXT);
    expect(openCheckpoint(noteIn(printedNote(note)), ORIGIN, [log])).toEqual({
      origin: ORIGIN,
      size: 7,
      root,
      extensions: [],
    });
    expect(signCheckpoint({ size: 0, root: EMPTY_ROOT }, ORIGIN, log).text).toContain('\n0\n47DEQpj8HBSa+/');
  });

  it('is not opened as that of another log, with another key, or with its text changed', () => {
    const note = signCheckpoint({ size: 7, root }, ORIGIN, log);
    expect(() => openCheckpoint(note, 'log.example/other', [log])).toThrow(LogFault);
    expect(() => openCheckpoint(note, ORIGIN, [])).toThrow(LogFault);
    expect(() => openCheckpoint(note, ORIGIN, [signerKey(ORIGIN, 'note', Buffer.alloc(32, 3))])).toThrow(LogFault);
    expect(() => openCheckpoint({ ...note, text: note.text.replace('\n7\n', '\n8\n') }, ORIGIN, [log])).toThrow(
      LogFault,
    );
    expect(() => openCheckpoint(noteIn(GO_NOTE), ORIGIN, [log])).toThrow(LogFault);
  });

  it('may have lines of other logs behind the root', () => {
    expect(checkpointIn(`${TEXT}one\ntwo\n`).extensions).toEqual(['one', 'two']);
    expect(checkpointText(checkpointIn(`${TEXT}one\ntwo\n`))).toBe(`${TEXT}one\ntwo\n`);
  });

  it.each([
    ['nothing', ''],
    ['no newline at its end', TEXT.slice(0, -1)],
    ['two lines', TEXT.split('\n').slice(0, 2).join('\n') + '\n'],
    ['no origin', TEXT.replace(ORIGIN, '')],
    ['an empty line', TEXT.replace('\n7', '\n\n7')],
    ['an empty line behind', `${TEXT}\n`],
    ['a leading zero', TEXT.replace('\n7\n', '\n07\n')],
    ['a sign', TEXT.replace('\n7\n', '\n+7\n')],
    ['a negative size', TEXT.replace('\n7\n', '\n-7\n')],
    ['a size in exponents', TEXT.replace('\n7\n', '\n7e1\n')],
    ['a size beside a space', TEXT.replace('\n7\n', '\n 7\n')],
    ['digits of another script', TEXT.replace('\n7\n', '\n٧\n')],
    ['a size that no number is exact for', TEXT.replace('\n7\n', '\n9007199254740992\n')],
    ['a root of 31 bytes', TEXT.replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(31).toString('base64')}\n`)],
    ['a root of 33 bytes', TEXT.replace(/\n[^\n]{44}\n/, `\n${Buffer.alloc(33).toString('base64')}\n`)],
    ['a root in hexadecimal', TEXT.replace(/\n[^\n]{44}\n/, `\n${root.toString('hex')}\n`)],
    ['a carriage return', TEXT.replaceAll('\n', '\r\n')],
  ])('is refused with %s', (_, text) => {
    expect(() => checkpointIn(text)).toThrow(LogFault);
  });

  it.each([
    ['an origin of two lines', { size: 7, root }, 'a\nb'],
    ['an origin that says more than itself', { size: 7, root }, TEXT.slice(0, -1)],
    ['no origin', { size: 7, root }, ''],
    ['a size that is none', { size: 1.5, root }, ORIGIN],
    ['a root that is none', { size: 7, root: Buffer.alloc(20) }, ORIGIN],
  ])('is not signed with %s', (_, head, origin) => {
    expect(() => signCheckpoint(head, origin, log)).toThrow(LogFault);
  });
});

describe('A cosignature', () => {
  const cosigned = (note: SignedNote, seconds: number): SignedNote => ({
    text: note.text,
    signatures: [...note.signatures, cosign(note.text, witness, seconds)],
  });

  it.each(CT_WITNESSES)('of the public network holds: %s', (text) => {
    const key = verifierKeyIn(text);
    const note = noteIn(CT_CHECKPOINT);
    expect(signersOf(note, [key])).toEqual([key]);
    const { bytes } = note.signatures.find(({ name }) => name === key.name) ?? { bytes: Buffer.alloc(0) };
    expect(new Date(Number(cosignedAt(bytes)) * 1_000).toISOString()).toBe('2026-05-23T21:50:24.000Z');
    expect(() => signersOf({ ...note, text: note.text.replace('143', '144') }, [key])).toThrow(LogFault);
  });

  it('of the specification is read with its time, and printed as it was', () => {
    const [cosignature] = signaturesIn(C2SP_COSIGNATURE);
    expect(cosignature).toMatchObject({ name: 'witness.example.com/w1', id: '8d66cf3f' });
    expect(cosignedAt(cosignature.bytes)).toBe(C2SP_COSIGNED_AT);
    expect(printedSignature(cosignature)).toBe(C2SP_COSIGNATURE);
  });

  it('stands beside the signature of the log, and both hold', () => {
    const note = noteIn(printedNote(cosigned(signCheckpoint({ size: 7, root }, ORIGIN, log), C2SP_COSIGNED_AT)));
    expect(signersOf(note, [log, verifierKeyIn(printedVerifierKey(witness))])).toHaveLength(2);
    expect(cosignedAt(note.signatures[1].bytes)).toBe(C2SP_COSIGNED_AT);
  });

  it('does not hold with another time, as the signature of a note, or cut', () => {
    const note = cosigned(signCheckpoint({ size: 7, root }, ORIGIN, log), 1_000);
    const [own, { name, id, bytes }] = note.signatures;
    const withBytes = (other: Buffer): SignedNote => ({ ...note, signatures: [own, { name, id, bytes: other }] });
    const later = Buffer.from(bytes);
    later[7] += 1;
    for (const other of [later, bytes.subarray(8), bytes.subarray(0, 71), Buffer.alloc(72), Buffer.alloc(72, 0xff)]) {
      expect(() => signersOf(withBytes(other), [witness])).toThrow(LogFault);
    }
    const asNote = signNote(note.text, signerKey(witness.name, 'note', Buffer.alloc(32, 2))).signatures[0];
    expect(() => signersOf({ ...note, signatures: [{ ...asNote, id }] }, [witness])).toThrow(LogFault);
  });

  it('has no time where it is none, or none that can be said', () => {
    const at = (seconds: bigint): number | null => {
      const bytes = Buffer.alloc(72);
      bytes.writeBigUInt64BE(seconds);
      return cosignedAt(bytes);
    };
    expect(at(1_727_964_367n)).toBe(1_727_964_367);
    for (const seconds of [0n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) expect(at(seconds)).toBeNull();
    for (const length of [0, 7, 8, 64, 71, 73]) {
      expect(cosignedAt(Buffer.alloc(100).fill(1, 7, 8).subarray(0, length))).toBeNull();
    }
  });

  it.each([0, -1, 1.5, NaN, 2 ** 53])('is not made at the time %p', (seconds) => {
    expect(() => cosign(TEXT, witness, seconds)).toThrow(LogFault);
  });

  it('is not made by the key of a log', () => {
    expect(() => cosign(TEXT, log, 1)).toThrow(LogFault);
  });
});
