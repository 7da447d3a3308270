import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Refusal } from '../kernel/refusal';
import { manifestDigest } from './process/signing-payload.rules';
import { isComplete, isRejected, type Process, type Standing, standingOf, type Step } from './process/steps.rules';
import { SignaturePlans } from './plans/signature-plans.service';
import { Signature } from './signature.entity';
import { Signables } from './signables/signables';
import type { FoundToSign, Reads, ToSign } from './signables/to-sign';

/** How far the signing of a record is. */
export interface SigningState {
  readonly process: Process;
  /** The record as it would be signed now; null where it is not signed any more, and `closed` says why. */
  readonly toSign: ToSign | null;
  readonly closed: string | null;
  readonly steps: readonly Standing[];
  /** Those that count: of the record as it is, or as it last was signed. */
  readonly signatures: readonly Signature[];
  /** Those that count no more, since the record or what it rests on has changed. */
  readonly voided: readonly Signature[];
  readonly isComplete: boolean;
  readonly isRejected: boolean;
}

/** A record in a process of signing. */
export interface SigningOf {
  readonly process: Process;
  readonly id: string;
}

/** The plan of a process, and its records as they would be signed now. */
interface Ground {
  readonly steps: readonly Step[];
  readonly found: FoundToSign;
}

/** Reads who has signed what, and who has to. */
@Injectable()
export class SigningStates {
  constructor(
    private readonly signables: Signables,
    private readonly plans: SignaturePlans,
  ) {}

  /** The signing of a record in a process; refuses as `not-found` a record that is not there. */
  async of(read: Reads, process: Process, id: string): Promise<SigningState> {
    const [state] = await this.ofMany(read, [{ process, id }]);
    return state;
  }

  /** The signings of many records, in their order: plans and signatures are read once for all of them. */
  async ofMany(read: Reads, signings: readonly SigningOf[]): Promise<SigningState[]> {
    const where = { recordId: In([...new Set(signings.map(({ id }) => id))]) };
    const given = await read.find(Signature, { where, order: { id: 'ASC' } });
    const grounds = new Map<Process, Ground>();
    for (const { process, steps } of await this.plans.ofMany(read, [...new Set(signings.map((one) => one.process))])) {
      const ids = signings.filter((one) => one.process === process).map(({ id }) => id);
      grounds.set(process, { steps, found: await this.signables.findAll(read, process, ids) });
    }
    return signings.map(({ process, id }) => {
      const all = given.filter((one) => one.process === process && one.recordId === id);
      const { steps, found } = grounds.get(process)!;
      const toSign = found.get(id)!;
      return toSign instanceof Refusal
        ? stateOf(process, steps, { all, toSign: null, closed: toSign.detail })
        : stateOf(process, steps, { all, toSign, closed: null });
    });
  }
}

interface Read {
  readonly all: readonly Signature[];
  readonly toSign: ToSign | null;
  readonly closed: string | null;
}

const isOf = ({ sha256, manifest, revision }: ToSign) => {
  const digest = manifestDigest(manifest);
  return (one: Signature): boolean =>
    one.recordRevision === revision && one.recordSha256 === sha256 && one.manifestSha256 === digest;
};

/** Of a record that is closed the last revision that somebody signed counts. */
function stateOf(process: Process, steps: readonly Step[], { all, toSign, closed }: Read): SigningState {
  const last = Math.max(0, ...all.map(({ recordRevision }) => recordRevision));
  const counts = toSign === null ? (one: Signature) => one.recordRevision === last : isOf(toSign);
  const isOfNow = (one: Signature): boolean =>
    counts(one) || (one.meaning === 'rejection' && one.recordRevision === toSign?.revision);
  const signatures = all.filter(isOfNow);
  const standing = standingOf(steps, signatures);
  return {
    ...{ process, toSign, closed, signatures, voided: all.filter((one) => !isOfNow(one)) },
    steps: closed === null ? standing : standing.map((one) => ({ ...one, isOpen: false })),
    ...{ isComplete: isComplete(steps, signatures), isRejected: isRejected(signatures) },
  };
}
