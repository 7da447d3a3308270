import { Injectable } from '@nestjs/common';
import type { Present } from '../../access/by';
import { Authority, type HeldAuthority } from '../../access/delegations/authority';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Refusal } from '../../kernel/refusal';
import type { Meaning, Process } from '../../signatures/process/steps.rules';
import { Signature, type SignedType } from '../../signatures/signature.entity';
import { type Place, SignatureRequests } from '../../signatures/signature-requests.service';
import { SigningFlow } from '../../signatures/signing-flow';
import type { SigningState } from '../../signatures/signing-states';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { BeginSigning } from './signing.dto';

interface Meant {
  readonly meaning: Meaning;
  readonly onBehalfOf: string | null;
}

/** Opens the sheet on which a record is signed: which step it is, and in which role, follows from who asks. */
@Injectable()
export class SigningOpenings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly flow: SigningFlow,
    private readonly authority: Authority,
    private readonly requests: SignatureRequests,
  ) {}

  /** The id of a request that the actor can sign. Refuses whatever he could not sign, in the words of the rule. */
  async open(present: Present, asked: BeginSigning, place: Place): Promise<string> {
    const process = asked.process ?? (await this.processOf(asked));
    const meant = asked.meaning
      ? { meaning: asked.meaning, onBehalfOf: asked.onBehalfOf ?? null }
      : await this.meantBy(present.actor.id, process, asked.id);
    const { comment, dissent } = asked;
    const timeZone = asked.timeZone ?? (await this.lastZoneOf(present.actor.id));
    const wanted = { process, recordId: asked.id, ...meant, comment, dissent, timeZone };
    return (await this.requests.make(present, wanted, place)).request.id;
  }

  /** To which end a record of that table is signed now: the first that is not over, in the order in which they follow. */
  async processOf({ table, id }: { readonly table: SignedType; readonly id: string }): Promise<Process> {
    const all = this.flow.processesOf(table);
    for (const process of all) {
      if ((await this.flow.stateOf(process, id)).closed === null) return process;
    }
    const [first] = all;
    if (first === undefined) throw Refusal.notFound(`A record of ${table}`);
    return first;
  }

  /** What he can sign of it; where that is nothing, what comes next, so that the rule itself says why he cannot. */
  private async meantBy(personId: string, process: Process, recordId: string): Promise<Meant> {
    const state = await this.flow.stateOf(process, recordId);
    const held = await this.authority.of(personId);
    const choices = choicesOf(state, held);
    for (const meant of choices) {
      if (await this.flow.allows(personId, { process, recordId, ...meant })) return meant;
    }
    const own = state.steps.find(({ role }) => held.some((one) => one.role === role));
    const next = own ?? state.steps.find(({ isOpen }) => isOpen);
    return choices[0] ?? { meaning: next?.meaning ?? 'approval', onBehalfOf: null };
  }

  /** Where he said he was when he last signed. */
  private async lastZoneOf(signerId: string): Promise<string | null> {
    const where = { signerId };
    const last = await this.unitOfWork.manager.findOne(Signature, { where, order: { signedAt: 'DESC' } });
    return last === null ? null : (payloadIn(last).signer.zone?.timeZone ?? null);
  }
}

/** What an actor could mean: his own part before that of others. */
const choicesOf = ({ steps }: SigningState, held: readonly HeldAuthority[]): Meant[] =>
  [null, 'stead'].flatMap((stead) =>
    steps
      .filter(({ isOpen }) => isOpen)
      .flatMap(({ meaning, role }) =>
        held
          .filter((one) => one.role === role && (one.onBehalfOf === null) === (stead === null))
          .map(({ onBehalfOf }) => ({ meaning, onBehalfOf: onBehalfOf?.id ?? null })),
      ),
  );
