import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { describeClaims } from '../../intended-use/claim-descriptions';
import { claimCode, type DescribedClaim } from '../../intended-use/claim.dto';
import { Claim, ClaimRevision } from '../../intended-use/claim.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Refusal } from '../../kernel/refusal';
import { RowDigests } from './row-digests';
import { Signables } from './signables';
import { asked } from './asked';
import type { FoundToSign, Reads, Signable, ToSign } from './to-sign';

const STANDING = `
  SELECT t.id, r.revision, r.stated_at AS since, NULL::jsonb AS rests_on FROM claim t
  JOIN claim_revision r ON r.claim_id = t.id
  WHERE NOT EXISTS (SELECT FROM claim_revision n WHERE n.claim_id = t.id AND n.revision > r.revision)
    AND NOT EXISTS (SELECT FROM claim_withdrawal w WHERE w.claim_id = t.id)`;

/** The current revision of a claim, with its limit: approved before the run, or the record says that it was not. */
@Injectable()
export class ClaimSignable implements Signable, OnModuleInit {
  readonly process = 'claim';
  readonly rows = { type: 'claim', toSign: STANDING, returned: STANDING } as const;

  constructor(
    private readonly signables: Signables,
    private readonly digests: RowDigests,
  ) {}

  onModuleInit(): void {
    this.signables.add(this);
  }

  async findAll(read: Reads, ids: readonly string[]): Promise<FoundToSign> {
    const claims = await describeClaims(read, await read.findBy(Claim, { id: In([...ids]) }));
    return new Map(claims.map((one) => [one.claim.id, this.toSign(one)]));
  }

  private toSign({ claim, current, withdrawal }: DescribedClaim): ToSign | Refusal {
    const code = claimCode(claim);
    if (withdrawal !== null) return Refusal.invalidState(`${code} is withdrawn`);
    const { id } = claim;
    const { revision } = current;
    return {
      ...{ type: 'claim', id, revision, ...this.digests.of(ClaimRevision, current), manifest: [] },
      asked: asked('claim', id, claim.functionId),
      ...{ called: `revision ${revision} of the claim ${code}`, href: `/api/v1/claims/${id}` },
    };
  }

  async hold(tx: AuditedTransaction, id: string): Promise<void> {
    await tx.lock(SoftwareFunction, (await claimOf(tx.read, id)).functionId);
  }
}

async function claimOf(read: Reads, id: string): Promise<Claim> {
  const claim = await read.findOneBy(Claim, { id });
  if (claim === null) throw Refusal.notFound(`Claim ${id}`);
  return claim;
}
