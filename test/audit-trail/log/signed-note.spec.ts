import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { signerKey, signerKeyIn, verifierKeyIn } from '../../../src/audit-trail/log/note-key';
import { MAX_SIGNATURES, printedSignature } from '../../../src/audit-trail/log/note-signature';
import { noteIn, printedNote, signersOf, signNote } from '../../../src/audit-trail/log/signed-note';
import { C2SP_NOTE, C2SP_VERIFIER, GO_NOTE, GO_SIGNER, GO_TEXT, GO_VERIFIER } from './published-notes';

const peter = verifierKeyIn(GO_VERIFIER);
const example = verifierKeyIn(C2SP_VERIFIER);
const [one, two] = [
  signerKey('one.example', 'note', Buffer.alloc(32, 1)),
  signerKey('two.example', 'note', Buffer.alloc(32, 2)),
];

describe('A signed note', () => {
  it('of Go is made byte for byte by its key', () => {
    expect(printedNote(signNote(GO_TEXT, signerKeyIn(GO_SIGNER)))).toBe(GO_NOTE);
  });

  it.each([
    ['Go', GO_NOTE, peter],
    ['C2SP', C2SP_NOTE, example],
  ])('of %s is signed by its key', (_, note, key) => {
    expect(signersOf(noteIn(note), [key])).toEqual([key]);
    expect(signersOf(noteIn(Buffer.from(note)), [one, key, two])).toEqual([key]);
    expect(printedNote(noteIn(note))).toBe(note);
  });

  it('is not signed by keys that are not known, be it by the same name', () => {
    expect(signersOf(noteIn(GO_NOTE), [])).toEqual([]);
    expect(signersOf(noteIn(GO_NOTE), [example, signerKey('PeterNeumann', 'note', Buffer.alloc(32, 3))])).toEqual([]);
  });

  it('is refused whole where a known key is named and its signature does not hold', () => {
    const other = noteIn(GO_NOTE.replace('answer', 'Answer'));
    expect(() => signersOf(other, [peter])).toThrow(LogFault);
    expect(signersOf(other, [example])).toEqual([]);
    const both = { text: GO_TEXT, signatures: [...noteIn(GO_NOTE).signatures, ...signNote(GO_TEXT, one).signatures] };
    expect(signersOf(both, [peter, one])).toEqual([peter, one]);
    const bad = both.signatures.map((each) => (each.name === one.name ? { ...each, bytes: Buffer.alloc(64) } : each));
    expect(() => signersOf({ text: GO_TEXT, signatures: bad }, [peter, one])).toThrow(one.name);
    expect(signersOf({ text: GO_TEXT, signatures: bad }, [peter])).toEqual([peter]);
  });

  it('passes over a signature that has the id of a known key and another name, or its name and another id', () => {
    const { name, id } = one;
    for (const other of [
      { name: 'other.example', id },
      { name, id: two.id },
    ]) {
      const signatures = [{ ...other, bytes: Buffer.alloc(64) }, ...signNote(GO_TEXT, one).signatures];
      expect(signersOf({ text: GO_TEXT, signatures }, [one])).toEqual([one]);
    }
  });

  it('counts a key once, and refuses its second signature if that does not hold', () => {
    const { signatures } = signNote(GO_TEXT, one);
    expect(signersOf({ text: GO_TEXT, signatures: [...signatures, ...signatures] }, [one])).toHaveLength(1);
    const second = { ...signatures[0], bytes: Buffer.concat([signatures[0].bytes, Buffer.of(0)]) };
    expect(() => signersOf({ text: GO_TEXT, signatures: [...signatures, second] }, [one])).toThrow(LogFault);
  });

  it('has a text that may have blank lines: the last one parts it from the signatures', () => {
    const text = 'a\n\n\nb\n';
    const note = signNote(text, one);
    expect(noteIn(printedNote(note))).toEqual(note);
    expect(signersOf(noteIn(printedNote(note)), [one])).toEqual([one]);
  });

  it.each(['', 'no newline', 'a\rb\n', 'nul \u0000\n', 'half \ud800\n', 'tab\t\n'])(
    'is not made of the text %j',
    (text) => {
      expect(() => signNote(text, one)).toThrow(LogFault);
    },
  );

  it('is not made of a text that would be read as another text with a signature more', () => {
    expect(() => signNote(printedNote(signNote('a\n', two)).slice(0, -1), one)).toThrow(LogFault);
  });

  it('is not made by a key for cosignatures', () => {
    expect(() => signNote('a\n', signerKey('a', 'cosignature', Buffer.alloc(32)))).toThrow(LogFault);
  });

  it('has up to a hundred signatures', () => {
    const line = printedSignature(signNote('a\n', one).signatures[0]);
    expect(noteIn(`a\n\n${line.repeat(16)}`).signatures).toHaveLength(16);
    expect(noteIn(`a\n\n${line.repeat(MAX_SIGNATURES)}`).signatures).toHaveLength(MAX_SIGNATURES);
    expect(() => noteIn(`a\n\n${line.repeat(MAX_SIGNATURES + 1)}`)).toThrow(LogFault);
    expect(() => noteIn(`${'a'.repeat(1_000_000)}\n\n${line}`)).toThrow(LogFault);
  });

  const signature = GO_NOTE.slice(GO_TEXT.length + 1);
  it.each([
    ['nothing', ''],
    ['no signature', `${GO_TEXT}\n`],
    ['no blank line', `${GO_TEXT}${signature}`],
    ['no newline at its end', GO_NOTE.slice(0, -1)],
    ['a blank line behind', `${GO_NOTE}\n`],
    ['a line that is no signature', `${GO_NOTE}hello\n`],
    ['a hyphen for the em dash', GO_NOTE.replace('— ', '- ')],
    ['two spaces', GO_NOTE.replace('— ', '—  ')],
    ['a space behind', GO_NOTE.replace('=\n', '= \n')],
    ['no name', GO_NOTE.replace('PeterNeumann ', ' ')],
    ['a plus in the name', GO_NOTE.replace('PeterNeumann', 'Peter+Neumann')],
    ['a no-break space in the name', GO_NOTE.replace('PeterNeumann', 'Peter\u00a0Neumann')],
    ['base64 that ends early', GO_NOTE.replace('AM=\n', 'AM\n')],
    ['base64 with bits left over', GO_NOTE.replace('AM=\n', 'AN=\n')],
    ['base64 with a space', GO_NOTE.replace('x08g', 'x0 8g')],
    ['a key id and no signature', GO_NOTE.replace(/x08g.*\n/, 'x08gow==\n')],
    ['half a key id', GO_NOTE.replace(/x08g.*\n/, 'x08=\n')],
    ['a carriage return', GO_NOTE.replace('problem,', 'problem,\r')],
    ['a tab', GO_NOTE.replace('you ', 'you\t')],
    ['NUL', GO_NOTE.replace('you', 'y\u0000u')],
    ['half of a character', GO_NOTE.replace('you', 'y\ud83eu')],
  ])('is refused with %s', (_, note) => {
    expect(() => noteIn(note)).toThrow(LogFault);
  });

  it.each([
    Buffer.of(0xff),
    Buffer.of(0xc0, 0xaf),
    Buffer.of(0xed, 0xa0, 0x80),
    Buffer.of(0xf4, 0x90, 0x80, 0x80),
    Buffer.of(0xe2, 0x80),
  ])('is refused with bytes that are not UTF-8: %p', (bytes) => {
    expect(() => noteIn(Buffer.concat([bytes, Buffer.from(GO_NOTE)]))).toThrow(LogFault);
  });

  it('keeps a byte order mark, which is a part of what was signed', () => {
    const note = printedNote(signNote('\ufeffa\n', one));
    expect(printedNote(noteIn(Buffer.from(note)))).toBe(note);
    expect(signersOf(noteIn(Buffer.from(note)), [one])).toEqual([one]);
  });
});
