import { Inject, Injectable } from '@nestjs/common';
import type { Present } from '../../access/by';
import { StepUps } from '../../access/openid/step-ups.service';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { SignatureRequest } from '../../signatures/signature-request.entity';
import { SignedLeaves } from './signed-leaves';

/** What a sheet shows beside the request itself. */
@Injectable()
export class SheetParts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stepUps: StepUps,
    readonly leaves: SignedLeaves,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}

  /** Whether the signer has come back from the issuer with a proof for exactly this. */
  isProved({ actor, sessionId }: Present, { payloadSha256: purposeSha256 }: SignatureRequest): Promise<boolean> {
    return this.stepUps.isGiven(this.unitOfWork.manager, { personId: actor.id, sessionId, purposeSha256 });
  }
}
