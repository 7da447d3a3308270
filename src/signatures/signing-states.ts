import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Refusal } from '../kernel/refusal';
import { manifestDigest } from './process/signing-payload.rules';
import { isComplete, isRejected, type Process, type Standing, standingOf, type Step } from './process/steps.rules';
import { SignaturePlans } from './plans/signature-plans.service';
import { Signature } from './signature.entity';
import { Signables } from './signables/signables';
import type { Reads, ToSign } from './signables/to-sign';

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

interface Given {
  readonly steps: readonly Step[];
  readonly all: readonly Signature[];
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
    const { steps } = await this.plans.of(read, process);
    const all = await read.find(Signature, { where: { process, recordId: id }, order: { id: 'ASC' } });
    return this.stateOf(read, { process, id }, { steps, all });
  }

  /** The signings of many records, in their order: plans and signatures are read once for all of them. */
  async ofMany(read: Reads, signings: readonly SigningOf[]): Promise<SigningState[]> {
    const plans = new Map<Process, readonly Step[]>();
    for (const process of new Set(signings.map((one) => one.process))) {
      plans.set(process, (await this.plans.of(read, process)).steps);
    }
    const where = { recordId: In([...new Set(signings.map(({ id }) => id))]) };
    const given = await read.find(Signature, { where, order: { id: 'ASC' } });
    const states: SigningState[] = [];
    for (const one of signings) {
      const all = given.filter(({ process, recordId }) => process === one.process && recordId === one.id);
      states.push(await this.stateOf(read, one, { steps: plans.get(one.process) ?? [], all }));
    }
    return states;
  }

  private async stateOf(read: Reads, { process, id }: SigningOf, { steps, all }: Given): Promise<SigningState> {
    const found = await this.toSign(read, process, id);
    if (typeof found === 'string') return stateOf(process, steps, { all, toSign: null, closed: found });
    return stateOf(process, steps, { all, toSign: found, closed: null });
  }

  private async toSign(read: Reads, process: Process, id: string): Promise<ToSign | string> {
    try {
      return await this.signables.of(process).find(read, id);
    } catch (error) {
      if (error instanceof Refusal && error.type === 'invalid-state') return error.detail;
      throw error;
    }
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
