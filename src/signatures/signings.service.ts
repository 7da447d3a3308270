import { Injectable } from '@nestjs/common';
import type { Present } from '../access/by';
import { OpenRequests } from './open-requests';
import { Proofs } from './proofs/proofs';
import { SigningAttempts } from './proofs/signing-attempts';
import type { Sign } from './signature.dto';
import type { Signature } from './signature.entity';
import type { Place } from './signature-requests.service';
import { SignedCommits } from './signed-commits';

/** The act of signing: who signs proves himself anew, and what he saw is signed if it is still so. */
@Injectable()
export class Signings {
  constructor(
    private readonly requests: OpenRequests,
    private readonly attempts: SigningAttempts,
    private readonly proofs: Proofs,
    private readonly commits: SignedCommits,
  ) {}

  /** Signs what a request shows. A failed proof is counted; the fifth locks signing and tells of it. */
  async sign(present: Present, requestId: string, said: Sign, { at, whence }: Place): Promise<Signature> {
    const { request, person } = await this.requests.get(present, requestId);
    return this.attempts.counted(person.id, whence.address, async () => {
      const proved = await this.proofs.of({ person, request, sessionId: present.sessionId, whence, at }, said);
      return this.commits.commit(present, request, proved);
    });
  }
}
