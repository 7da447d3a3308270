import { signCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { cosign } from '../../../src/audit-trail/log/cosignature';
import { printedVerifierKey, signerKey, verifierOf } from '../../../src/audit-trail/log/note-key';
import { noteIn, printedNote } from '../../../src/audit-trail/log/signed-note';
import type { DossierRecord, RecordedEvent } from '../../../src/dossiers/dossier-record';
import type { RecordedLog } from '../../../src/dossiers/log-record';
import { logChecks, type LogTrust, NO_TRUST } from '../../../src/dossiers/verify/log-check';
import { canonicalBytes, sha256 } from '../../../src/kernel/digest';
import { eventOf, grownProof, LOG_KEY, LOG_VKEY, loggedEvents, ORIGIN, WITNESS_VKEY } from '../fixtures/log';
import { dossierRecord } from '../fixtures/record';
import { signature, signedRecord } from '../fixtures/signed';

const record = dossierRecord();
const log = record.log!;
const checks = (own: Partial<DossierRecord>, trust: Partial<LogTrust> = {}) =>
  Object.fromEntries(
    logChecks({ ...record, ...own }, { ...NO_TRUST, ...trust }).map(({ check, holds, detail }) => [
      check,
      { holds, detail },
    ]),
  );
const withLog = (own: Partial<RecordedLog>): Partial<DossierRecord> => ({ log: { ...log, ...own } });
const withEvent = (change: (event: RecordedEvent) => Partial<RecordedEvent>): Partial<DossierRecord> => ({
  events: record.events.map((event, at) => (at === 2 ? { ...event, ...change(event) } : event)),
});
/** An event that says something else, with a digest to match: only the log can tell. */
const rewritten = (event: RecordedEvent, act: string): Partial<RecordedEvent> => {
  const told = JSON.parse(event.payload ?? '') as Record<string, unknown>;
  const payload = canonicalBytes({ ...told, act }).toString();
  return { act, payload, sha256: sha256(payload) };
};
const OTHER_KEY = signerKey(ORIGIN, 'note', Buffer.alloc(32, 3));
const OTHER_VKEY = printedVerifierKey(verifierOf(OTHER_KEY));
const LAZY = printedVerifierKey(verifierOf(signerKey('lazy.example', 'cosignature', Buffer.alloc(32, 4))));

describe('What the log shows of a dossier', () => {
  it('holds by the key that the file names, and says that this proves nothing of whose it is', () => {
    expect(checks({}).log).toEqual({
      holds: true,
      detail: expect.stringMatching(/^5 events are in the log .*itself names/) as string,
    });
  });

  it('holds by the key that the auditor brings', () => {
    const { log: known, witnesses } = checks({}, { keys: [LOG_VKEY], witnesses: [WITNESS_VKEY] });
    expect(known).toMatchObject({ holds: true, detail: expect.stringContaining('a key that you hold') as string });
    expect(witnesses).toEqual({ holds: true, detail: 'Cosigned by witness.example' });
  });

  it('fails by another key than the one that signed', () => {
    expect(checks({}, { keys: [OTHER_VKEY] }).log).toMatchObject({
      holds: false,
      detail: expect.stringContaining('No known key') as string,
    });
  });

  it.each<[string, Partial<DossierRecord>, RegExp]>([
    [
      'an event that was changed together with its digest',
      withEvent((one) => rewritten(one, 'evidence.withdrawn')),
      /is not its leaf/,
    ],
    ['an event with another digest', withEvent(() => ({ sha256: 'a'.repeat(64) })), /another digest than is printed/],
    ['another act than the event says', withEvent(() => ({ act: 'claim.stated' })), /says another act/],
    ['another actor', withEvent(() => ({ actor: 'Somebody else' })), /says another actor/],
    ['another time', withEvent(() => ({ at: '2026-03-05T00:00:00.000Z' })), /says another time/],
    ['another reason', withEvent(() => ({ reason: 'None' })), /says another reason/],
    [
      'another subject',
      { events: record.events.map((one, at) => (at === 3 ? { ...one, subject: 'EV-0002' } : one)) },
      /says another subject/,
    ],
    ['another position', withEvent(() => ({ index: 1 })), /another position than its proof/],
    [
      'a proof at another position',
      withLog({ proofs: log.proofs.map((one) => ({ ...one, index: one.index + 1 })) }),
      /another position|not in the tree/,
    ],
    [
      'a hash of a proof',
      withLog({ proofs: log.proofs.map((one) => ({ ...one, proof: [log.root, ...one.proof.slice(1)] })) }),
      /not in the tree/,
    ],
    ['a proof of an event that is not there', { events: record.events.slice(1) }, /no event of the record/],
    ['another size', withLog({ size: log.size + 1 }), /another size or root/],
    ['another root', withLog({ root: log.proofs[0].leaf }), /another size or root/],
    ['another checkpoint', withLog({ checkpoint: log.checkpoint.replace('13\n', '12\n') }), /not that of the log/],
    ['no checkpoint at all', withLog({ checkpoint: 'nothing' }), /not that of the log/],
    ['another origin', withLog({ origin: 'other.example/log' }), /not that of the log/],
  ])('fails for %s', (_, own, detail) => {
    expect(checks(own).log).toEqual({ holds: false, detail: expect.stringMatching(detail) as string });
  });

  it('leaves open what is not in the log yet, and counts it', () => {
    const late = eventOf(50, { act: 'evidence.recorded', subject: 'EV-0001', subjectId: record.evidence[0].id });
    expect(checks({ events: [...record.events, late] }).log).toEqual({
      holds: null,
      detail: expect.stringContaining('1 event was not in the log yet') as string,
    });
  });

  it('proves an event whose text is withheld by its leaf', () => {
    expect(checks(withEvent(() => ({ payload: null }))).log.holds).toBe(true);
  });

  it('says of a record without a log why nothing is proved', () => {
    expect(checks({ log: null }).log).toEqual({
      holds: null,
      detail: 'Nothing fed the log when it was issued: its events are not proved',
    });
    expect(checks({ log: null, dossier: { ...record.dossier, draft: true } }).log.detail).toMatch(/^A preview/);
    expect(checks({ log: undefined }).log.detail).toMatch(/made before/);
  });
});

describe('The signatures of a dossier in the log', () => {
  const signed = signedRecord([signature(1), signature(2)]);
  const logOf = (own: Partial<DossierRecord>) => logChecks({ ...signed, ...own }).find(({ check }) => check === 'log');

  it('were each given by an act, of a row that an act wrote', () => {
    expect(logOf({})).toMatchObject({
      holds: true,
      detail: expect.stringMatching(/giving 2 signatures are among them, and .* for 2$/) as string,
    });
  });

  it('are none where no act gave them', () => {
    const more = { signatures: [...signed.signatures, signature(3)] };
    expect(logOf(more)).toMatchObject({ holds: false, detail: `no event gave the signature ${signature(3).id}` });
  });

  it('are left open where the text of an act is withheld', () => {
    const events = signed.events.map((event) => ({ ...event, payload: null }));
    expect(logOf({ events })?.holds).toBe(true);
  });
});

describe('The witnesses of a dossier', () => {
  it('are none where nobody cosigned, and that is no fault', () => {
    const events = loggedEvents(record.events, { isWitnessed: false });
    expect(checks(events).witnesses).toMatchObject({
      holds: null,
      detail: expect.stringMatching(/^Not witnessed/) as string,
    });
  });

  it('fail where the record names one that did not cosign, and where a cosignature does not hold', () => {
    const named = [{ name: 'lazy.example', vkey: LAZY, at: '2026-03-04T00:00:00.000Z' }];
    expect(checks(withLog({ witnesses: named })).witnesses).toMatchObject({ holds: false });
    const note = noteIn(log.checkpoint);
    const forged = cosign(
      'another text\n',
      signerKey('witness.example', 'cosignature', Buffer.alloc(32, 9)),
      1_772_600_000,
    );
    const checkpoint = printedNote({ text: note.text, signatures: [note.signatures[0], forged] });
    expect(checks(withLog({ checkpoint })).witnesses).toMatchObject({
      holds: false,
      detail: expect.stringContaining('does not hold') as string,
    });
  });

  it('are not those of the auditor where he trusts others', () => {
    expect(checks({}, { witnesses: [LAZY] }).witnesses).toEqual({
      holds: null,
      detail: 'Not witnessed by anybody whose key you hold',
    });
  });
});

describe('The checkpoint that an auditor holds', () => {
  const head = (size: number, root: string): string =>
    printedNote(signCheckpoint({ size, root: Buffer.from(root, 'base64') }, ORIGIN, LOG_KEY));

  it('is of one log where it is the same', () => {
    expect(checks({}, { held: head(log.size, log.root) })['held-checkpoint']).toMatchObject({ holds: true });
  });

  it('contradicts the file where as many entries have another root', () => {
    expect(checks({}, { held: head(log.size, log.proofs[0].leaf) })['held-checkpoint']).toMatchObject({ holds: false });
  });

  it('is open where it is of another size and nobody was asked for a proof', () => {
    const held = head(8, log.proofs[0].leaf);
    expect(checks({}, { held })['held-checkpoint']).toMatchObject({ holds: null });
    expect(checks({}, { held, consistency: log.proofs[0].proof })['held-checkpoint']).toMatchObject({ holds: false });
  });

  it('is tied to the file by a proof, whichever of both is older', () => {
    const [few, many] = [loggedEvents(record.events, { after: 0 }), loggedEvents(record.events)];
    const [older, newer] = [few.log!, many.log!];
    const consistency = grownProof(record.events);
    for (const [own, other] of [
      [few, newer],
      [many, older],
    ] as const) {
      expect(checks(own, { held: other.checkpoint, consistency })['held-checkpoint']).toMatchObject({ holds: true });
    }
  });

  it('is none of this log where another key signed it', () => {
    const held = printedNote(signCheckpoint({ size: 3, root: Buffer.alloc(32) }, ORIGIN, OTHER_KEY));
    expect(checks({}, { held })['held-checkpoint']).toMatchObject({
      holds: false,
      detail: expect.stringContaining('none of this log') as string,
    });
  });
});
