import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { intendedUseCode } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Refusal } from '../../kernel/refusal';
import { RowDigests } from './row-digests';
import { Signables } from './signables';
import { asked } from './asked';
import type { Reads, Signable, ToSign } from './to-sign';

const STANDING = `
  SELECT t.id, t.revision, t.stated_at AS since, NULL::jsonb AS rests_on FROM intended_use t
  WHERE NOT EXISTS (SELECT FROM intended_use n WHERE n.function_id = t.function_id AND n.revision > t.revision)
    AND NOT EXISTS (SELECT FROM intended_use_withdrawal w WHERE w.intended_use_id = t.id)`;

/** The latest revision of what a function is for; a new one begins unsigned (21 CFR 801.4). */
@Injectable()
export class IntendedUseSignable implements Signable, OnModuleInit {
  readonly process = 'intended-use';
  readonly rows = { type: 'intended_use', toSign: STANDING, returned: STANDING } as const;

  constructor(
    private readonly signables: Signables,
    private readonly digests: RowDigests,
  ) {}

  onModuleInit(): void {
    this.signables.add(this);
  }

  async find(read: Reads, id: string): Promise<ToSign> {
    const use = await useOf(read, id);
    const { functionId, revision } = use;
    const one = await read.findOne(SoftwareFunction, { where: { id: functionId } });
    if (one === null) throw Refusal.notFound(`Function ${functionId}`);
    const code = intendedUseCode(one, use);
    if (await read.exists(IntendedUse, { where: { functionId, revision: MoreThan(revision) } })) {
      throw Refusal.invalidState(`${code} is followed by another revision: sign the latest`);
    }
    if (await read.exists(IntendedUseWithdrawal, { where: { intendedUseId: id } })) {
      throw Refusal.invalidState(`${code} is withdrawn`);
    }
    return {
      ...{ type: 'intended_use', id, revision, ...this.digests.of(IntendedUse, use), manifest: [] },
      asked: asked('intended_use', id, functionId),
      ...{ called: `the intended use ${code} of ${one.name}`, href: `/api/v1/functions/${functionId}/intended-uses` },
    };
  }

  async hold(tx: AuditedTransaction, id: string): Promise<void> {
    await tx.lock(SoftwareFunction, (await useOf(tx.read, id)).functionId);
  }
}

async function useOf(read: Reads, id: string): Promise<IntendedUse> {
  const use = await read.findOneBy(IntendedUse, { id });
  if (use === null) throw Refusal.notFound(`Intended use ${id}`);
  return use;
}
