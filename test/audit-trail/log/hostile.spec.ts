import fc from 'fast-check';
import { checkpointIn, checkpointText } from '../../../src/audit-trail/log/checkpoint';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import {
  printedSignerKey,
  printedVerifierKey,
  signerKeyIn,
  verifierKeyIn,
} from '../../../src/audit-trail/log/note-key';
import { printedSignature, signaturesIn } from '../../../src/audit-trail/log/note-signature';
import { noteIn, printedNote } from '../../../src/audit-trail/log/signed-note';
import { printedTlogProof, tlogProofIn } from '../../../src/audit-trail/log/tlog-proof';
import { printedWitnessRequest, witnessRequestIn } from '../../../src/audit-trail/log/witness-request';
import { printedWitnessSize, witnessSizeIn } from '../../../src/audit-trail/log/witness-answer';
import { C2SP_COSIGNATURE, C2SP_REQUEST, CT_CHECKPOINT, GO_NOTE, GO_SIGNER, GO_VERIFIER } from './published-notes';

const PROOF = `c2sp.org/tlog-proof@v1\nextra YWdl\nindex 7\n${'A'.repeat(43)}=\n\n${CT_CHECKPOINT}`;

/** Every reader of foreign text, with what prints it, and a text that it accepts. */
const READERS: [string, (text: string) => string, string][] = [
  ['note', (text) => printedNote(noteIn(text)), GO_NOTE],
  ['signature lines', (text) => signaturesIn(text).map(printedSignature).join(''), C2SP_COSIGNATURE],
  [
    'checkpoint',
    (text) => checkpointText(checkpointIn(text)),
    CT_CHECKPOINT.slice(0, CT_CHECKPOINT.indexOf('\n\n') + 1),
  ],
  ['verifying key', (text) => printedVerifierKey(verifierKeyIn(text)), GO_VERIFIER],
  ['signing key', (text) => printedSignerKey(signerKeyIn(text)), GO_SIGNER],
  ['request to a witness', (text) => printedWitnessRequest(witnessRequestIn(text)), C2SP_REQUEST],
  ['size from a witness', (text) => printedWitnessSize(witnessSizeIn(text)), '12\n'],
  ['file of proof', (text) => printedTlogProof(tlogProofIn(text)), PROOF],
];

/** A good text with some places of it replaced, left out or doubled. */
const damaged = (good: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat(good.length),
        cut: fc.nat(3),
        put: fc.oneof(
          fc.constantFrom(
            '',
            '\n',
            '\n\n',
            '=',
            '+',
            ' ',
            '— ',
            '0',
            '\r',
            '\u0000',
            '\ud800',
            '\u00a0',
            'A',
            'old ',
            'extra ',
          ),
          fc.nat(good.length).map((from) => good.slice(from, from + 9)),
          fc.string({ unit: 'binary', maxLength: 4 }),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((places) => places.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), good));

describe.each(READERS)('Any text read as a %s', (_, again, good) => {
  const isPrintedOrRefused = (text: string): void => {
    try {
      expect(again(text)).toBe(text);
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
    }
  };

  it('is printed as it was where it is a good one', () => {
    expect(again(good)).toBe(good);
  });

  it('is refused with the one fault, or printed as it was, where it was damaged', () => {
    fc.assert(fc.property(damaged(good), isPrintedOrRefused), { numRuns: 2_000 });
  });

  it('is refused with the one fault, or printed as it was, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isPrintedOrRefused), { numRuns: 1_000 });
  });
});

describe('Any bytes read as a note', () => {
  it('are refused with the one fault, or printed as they were', () => {
    const good = Buffer.from(GO_NOTE);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all)),
      fc
        .tuple(fc.nat(good.length - 1), fc.nat(255))
        .map(([at, byte]) => Buffer.from(good.map((each, place) => (place === at ? byte : each)))),
    );
    fc.assert(
      fc.property(bytes, (from) => {
        try {
          expect(Buffer.from(printedNote(noteIn(from)))).toEqual(from);
        } catch (error) {
          if (!(error instanceof LogFault)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
