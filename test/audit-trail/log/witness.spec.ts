import { signCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { cosign } from '../../../src/audit-trail/log/cosignature';
import { LogFault } from '../../../src/audit-trail/log/log-fault';
import { signerKey, verifierOf } from '../../../src/audit-trail/log/note-key';
import { signersOf } from '../../../src/audit-trail/log/signed-note';
import {
  printedCosignatures,
  printedWitnessSize,
  withCosignatures,
  witnessSizeIn,
} from '../../../src/audit-trail/log/witness-answer';
import { printedWitnessRequest, witnessRequestIn } from '../../../src/audit-trail/log/witness-request';
import { C2SP_REQUEST, CT_CHECKPOINT } from './published-notes';

const LINE = 'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n';

describe('A request to a witness', () => {
  it('of the specification is read, and printed as it was', () => {
    const request = witnessRequestIn(Buffer.from(C2SP_REQUEST));
    expect(request.oldSize).toBe(20_852_014);
    expect(request.proof).toHaveLength(4);
    expect(request.checkpoint.text).toContain('\n20852163\n');
    expect(request.checkpoint.signatures).toHaveLength(2);
    expect(printedWitnessRequest(request)).toBe(C2SP_REQUEST);
  });

  it('has no proof from nothing, and at most 63 hashes', () => {
    expect(witnessRequestIn(`old 0\n\n${CT_CHECKPOINT}`)).toMatchObject({ oldSize: 0, proof: [] });
    expect(witnessRequestIn(`old 1\n${LINE.repeat(63)}\n${CT_CHECKPOINT}`).proof).toHaveLength(63);
    expect(() => witnessRequestIn(`old 1\n${LINE.repeat(64)}\n${CT_CHECKPOINT}`)).toThrow(LogFault);
  });

  it.each([
    ['nothing', ''],
    ['no old size', C2SP_REQUEST.replace('old 20852014\n', '')],
    ['another word', C2SP_REQUEST.replace('old ', 'size ')],
    ['a leading zero', C2SP_REQUEST.replace('old ', 'old 0')],
    ['two spaces', C2SP_REQUEST.replace('old ', 'old  ')],
    ['a negative size', C2SP_REQUEST.replace('old ', 'old -')],
    ['no blank line', C2SP_REQUEST.replace('0=\n\n', '0=\n')],
    ['two blank lines', C2SP_REQUEST.replace('0=\n\n', '0=\n\n\n')],
    ['a proof that is no base64', C2SP_REQUEST.replace('PlRN', 'Pl-N')],
    ['a hash that is too short', C2SP_REQUEST.replace('PlRN', '')],
    ['no checkpoint', 'old 0\n\n'],
    ['a checkpoint without signatures', C2SP_REQUEST.slice(0, C2SP_REQUEST.indexOf('— '))],
    ['a note that is no checkpoint', C2SP_REQUEST.replace('\n20852163\n', '\nmany\n')],
    ['carriage returns', C2SP_REQUEST.replaceAll('\n', '\r\n')],
  ])('is refused with %s', (_, request) => {
    expect(() => witnessRequestIn(request)).toThrow(LogFault);
  });
});

describe('The answer of a witness', () => {
  const log = signerKey('log.example', 'note', Buffer.alloc(32, 1));
  const [one, two] = [3, 4].map((seed) => signerKey(`witness.example/${seed}`, 'cosignature', Buffer.alloc(32, seed)));
  const checkpoint = signCheckpoint({ size: 7, root: Buffer.alloc(32, 9) }, 'log.example', log);
  const answer = printedCosignatures([cosign(checkpoint.text, one, 10), cosign(checkpoint.text, two, 11)]);

  it('is put under the checkpoint, of known witnesses alone', () => {
    const cosigned = withCosignatures(checkpoint, answer, [verifierOf(one)]);
    expect(cosigned.signatures.map(({ name }) => name)).toEqual([log.name, one.name]);
    expect(signersOf(cosigned, [log, one, two])).toEqual([log, one]);
    expect(withCosignatures(cosigned, answer, [one, two]).signatures).toHaveLength(3);
  });

  it('takes the place of an earlier cosignature of the same key', () => {
    const cosigned = withCosignatures(checkpoint, answer, [one]);
    const again = printedCosignatures([cosign(checkpoint.text, one, 99)]);
    expect(withCosignatures(cosigned, again, [one]).signatures).toHaveLength(2);
    expect(withCosignatures(cosigned, again, [one]).signatures[1].bytes.readBigUInt64BE(0)).toBe(99n);
  });

  it('is refused where no known witness is in it, or a cosignature is of another checkpoint', () => {
    expect(() => withCosignatures(checkpoint, answer, [log])).toThrow(LogFault);
    expect(() => withCosignatures(checkpoint, '', [one])).toThrow(LogFault);
    const other = printedCosignatures([cosign(checkpoint.text.replace('7', '8'), one, 10)]);
    expect(() => withCosignatures(checkpoint, other, [one])).toThrow(LogFault);
  });

  it('is the size of what was cosigned last, where another was named', () => {
    expect(witnessSizeIn(printedWitnessSize(20_852_014))).toBe(20_852_014);
    for (const text of ['', '\n', '7', '07\n', '7\n\n', '-1\n', '7 \n', 'many\n'])
      expect(() => witnessSizeIn(text)).toThrow(LogFault);
  });
});
