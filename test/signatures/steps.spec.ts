import { createHash } from 'node:crypto';
import { sha256 } from '../../src/kernel/digest';
import {
  type Given,
  isComplete,
  isRejected,
  refusedPlan,
  standingOf,
  type Step,
} from '../../src/signatures/process/steps.rules';
import { sentenceOf } from '../../src/signatures/process/sentences.rules';
import {
  challengeOf,
  manifestDigest,
  orderedManifest,
  schemaOf,
  zoneOf,
} from '../../src/signatures/process/signing-payload.rules';
import { AttestationKey } from '../../src/signatures/proofs/attestation-key';
import { faultOfSignature, payloadIn } from '../../src/signatures/proofs/verify-signature.rules';

const STEPS: readonly Step[] = [
  { step: 1, meaning: 'review', role: 'reviewer', minimum: 2 },
  { step: 1, meaning: 'review', role: 'quality-lead', minimum: 1 },
  { step: 2, meaning: 'approval', role: 'approver', minimum: 1 },
];
const review = (role: string): Given => ({ step: 1, meaning: 'review', role });
const open = (given: readonly Given[]): string[] =>
  standingOf(STEPS, given)
    .filter(({ isOpen }) => isOpen)
    .map(({ role, signed }) => `${role} ${signed}`);

describe('Steps of a signature', () => {
  it('of one number are open together, each until enough have signed', () => {
    expect(open([])).toEqual(['reviewer 0', 'quality-lead 0']);
    expect(open([review('quality-lead'), review('reviewer')])).toEqual(['reviewer 1']);
  });

  it('of a later number are open when all before are complete', () => {
    const all = [review('reviewer'), review('reviewer'), review('quality-lead')];
    expect(open(all)).toEqual(['approver 0']);
    expect(isComplete(STEPS, all)).toBe(false);
    expect(isComplete(STEPS, [...all, { step: 2, meaning: 'approval', role: 'approver' }])).toBe(true);
  });

  it('are none any more after a rejection', () => {
    const given: Given[] = [review('reviewer'), { step: 1, meaning: 'rejection', role: 'reviewer' }];
    expect(isRejected(given)).toBe(true);
    expect(open(given)).toEqual([]);
    expect(isComplete(STEPS, given)).toBe(false);
  });

  it.each<[string, readonly Step[], RegExp | null]>([
    [
      'asks for more',
      [
        { step: 1, meaning: 'review', role: 'reviewer', minimum: 2 },
        { step: 2, meaning: 'approval', role: 'approver', minimum: 2 },
      ],
      null,
    ],
    [
      'leaves the approval out',
      [{ step: 1, meaning: 'review', role: 'reviewer', minimum: 1 }],
      /approval by 1 approver/,
    ],
    ['has a gap', [{ step: 2, meaning: 'approval', role: 'approver', minimum: 1 }], /1, 2, …/],
    [
      'says a step twice',
      [
        { step: 1, meaning: 'approval', role: 'approver', minimum: 1 },
        { step: 1, meaning: 'approval', role: 'approver', minimum: 1 },
      ],
      /once/,
    ],
  ])('of a plan that %s', (_, steps, words) => {
    const refused = refusedPlan('claim', steps);
    if (words === null) expect(refused).toBeNull();
    else expect(refused).toMatch(words);
  });
});

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const CHICAGO = { timeZone: 'America/Chicago', utcOffset: '-06:00', abbreviation: 'CST' };
const text = (zone: object = CHICAGO): string => JSON.stringify({ schema: 'predicate/sig/2', signer: { zone } });
const attestation = (payload: string) =>
  AttestationKey.fresh().attest({
    ...{ payloadSha256: sha256(payload), methods: ['pwd', 'otp'], series: false },
    authenticatedAt: '2026-11-29T20:03:07.000Z',
  });

describe('What is signed', () => {
  it('is said in a sentence that names the record and the end', () => {
    expect(sentenceOf('approval', 'claim', 'the claim CL-0001')).toBe(
      'I approve the claim CL-0001 as it stands, in my role and with my authority.',
    );
    expect(sentenceOf('responsibility', 'version-release', 'the version M 1.0.0')).toContain(
      'the release of the version M 1.0.0',
    );
  });

  it('has a challenge that no other use has, and another one for another text', () => {
    const first = '{"schema":"predicate/sig/1"}';
    expect(challengeOf(first)).toEqual(digest(`predicate/sig/1\n${first}`));
    expect(challengeOf(text())).toEqual(digest(`predicate/sig/2\n${text()}`));
    expect(challengeOf(text())).not.toEqual(challengeOf(`${text()} `));
  });

  it.each([
    ...['', '{}', 'null', '{"schema":"predicate/sig/3"}', '{"schema":"predicate/sig/2","signer":{}}'],
    text({ timeZone: 'America/Chicago', utcOffset: '6', abbreviation: null }),
  ])('is no text of no known form: %s', (wrong) => {
    expect(schemaOf(wrong)).toBeNull();
    expect(() => challengeOf(wrong)).toThrow('nothing that is signed');
    const carried = { payload: wrong, payloadSha256: sha256(wrong), proof: attestation(wrong) };
    expect(faultOfSignature(carried)).toMatch(/of no form/);
  });

  it('is still read as it was said before there were zones, and told in UTC', () => {
    const payload = '{"schema":"predicate/sig/1","signer":{}}';
    expect(faultOfSignature({ payload, payloadSha256: sha256(payload), proof: attestation(payload) })).toBeNull();
    expect(zoneOf(payloadIn({ payload }))).toEqual({ timeZone: 'UTC', utcOffset: '+00:00', abbreviation: 'UTC' });
  });

  it('has a manifest whose digest does not depend on the order in which it was made', () => {
    const [a, b] = [
      { name: 'a', sha256: '1'.repeat(64) },
      { name: 'b', sha256: '2'.repeat(64) },
    ];
    expect(manifestDigest(orderedManifest([b, a]))).toBe(manifestDigest([a, b]));
  });
});
