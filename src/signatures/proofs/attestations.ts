import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { SignatureRequest } from '../signature-request.entity';
import { ATTESTATION_KEY, type AttestationKey } from './attestation-key';
import type { Attested, AttestedProof } from './signature-proof';

type Seen = Omit<Attested, 'payloadSha256' | 'authenticatedAt'>;

/** What the service saw somebody prove, signed by the service: for what nobody else could have seen. */
@Injectable()
export class Attestations {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ATTESTATION_KEY) private readonly key: AttestationKey,
  ) {}

  of({ payloadSha256 }: SignatureRequest, seen: Seen, at = this.clock.now()): AttestedProof {
    return this.key.attest({ payloadSha256, ...seen, authenticatedAt: at.toISOString() });
  }
}
