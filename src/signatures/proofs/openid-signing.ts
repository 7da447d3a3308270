import { Injectable } from '@nestjs/common';
import { StepUps } from '../../access/openid/step-ups.service';
import { Attestations } from './attestations';
import type { Proved, Proving } from './proving';

/**
 * A single sign-on at which the person proved himself anew, for exactly this: the step-up named the digest of what is
 * signed, and the issuer told when it was (OpenID Connect Core §3.1.2.1, `max_age=0`). The service attests what it saw.
 */
@Injectable()
export class OpenidSigning {
  constructor(
    private readonly stepUps: StepUps,
    private readonly attestations: Attestations,
  ) {}

  of({ person, request, sessionId }: Proving): Proved {
    const proving = { personId: person.id, sessionId, purposeSha256: request.payloadSha256 };
    return {
      method: 'openid',
      settle: async (tx) => {
        const { issuer, subject, authTime } = await this.stepUps.use(tx, proving);
        const seen = { methods: ['openid'], series: false, issuer, subject };
        return this.attestations.of(request, seen, authTime);
      },
    };
  }
}
