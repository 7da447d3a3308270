import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { Refusal } from '../kernel/refusal';
import { type Process, PROCESSES } from './process/steps.rules';
import type { SignedType } from './signature.entity';
import { Signables } from './signables/signables';
import { type SigningState, SigningStates } from './signing-states';
import { type Intent, SigningTerms } from './signing-terms';

/** How far the signing of a record is, and whether somebody may take the next step: for whoever shows it. */
@Injectable()
export class SigningFlow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signables: Signables,
    private readonly states: SigningStates,
    private readonly terms: SigningTerms,
  ) {}

  /** To which ends records of a table are signed, in the order in which one follows the other. */
  processesOf(table: SignedType): readonly Process[] {
    const own = this.signables.all.filter(({ rows }) => rows.type === table).map(({ process }) => process);
    return PROCESSES.filter((process) => own.includes(process));
  }

  stateOf(process: Process, id: string): Promise<SigningState> {
    return this.states.of(this.unitOfWork.manager, process, id);
  }

  async allows(personId: string, intent: Intent): Promise<boolean> {
    return (await this.because(personId, intent)) === null;
  }

  /** Why somebody may not sign a record so; null where he may. */
  async because(personId: string, intent: Intent): Promise<Refusal | null> {
    try {
      await this.terms.of(this.unitOfWork.manager, personId, intent);
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}
