import { Injectable } from '@nestjs/common';
import { Snapshot } from '../database/snapshot';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { Refusal } from '../kernel/refusal';
import type { Process } from './process/steps.rules';
import { Signature } from './signature.entity';
import { type SigningState, SigningStates } from './signing-states';

/** Reads signatures, and how far the signing of a record is. */
@Injectable()
export class Signatures {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly snapshot: Snapshot,
    private readonly states: SigningStates,
  ) {}

  async get(id: string): Promise<Signature> {
    const signature = await this.unitOfWork.manager.findOneBy(Signature, { id });
    if (signature === null) throw Refusal.notFound(`Signature ${id}`);
    return signature;
  }

  /** Read in one snapshot, so that it is the state of one instant. */
  state(process: Process, id: string): Promise<SigningState> {
    return this.snapshot.read((read) => this.states.of(read, process, id));
  }
}
