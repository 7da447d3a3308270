import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { intendedUseCode } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Refusal } from '../../kernel/refusal';
import { RowDigests } from './row-digests';
import { Signables } from './signables';
import { asked } from './asked';
import type { FoundToSign, Reads, Signable, ToSign } from './to-sign';

/** Why a revision is not signed any more. */
interface Ended {
  readonly isFollowed: boolean;
  readonly isWithdrawn: boolean;
}

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

  async findAll(read: Reads, ids: readonly string[]): Promise<FoundToSign> {
    const uses = await read.findBy(IntendedUse, { id: In([...ids]) });
    const functionIds = [...new Set(uses.map(({ functionId }) => functionId))];
    const functions = await read.findBy(SoftwareFunction, { id: In(functionIds) });
    const select = { id: true, functionId: true, revision: true } as const;
    const others = await read.find(IntendedUse, { select, where: { functionId: In(functionIds) } });
    const withdrawn = await read.findBy(IntendedUseWithdrawal, { intendedUseId: In([...ids]) });
    return new Map(
      uses.map((use) => {
        const one = functions.find(({ id }) => id === use.functionId);
        if (one === undefined) throw Refusal.notFound(`Function ${use.functionId}`);
        const isFollowed = others.some((other) => other.functionId === one.id && other.revision > use.revision);
        const isWithdrawn = withdrawn.some(({ intendedUseId }) => intendedUseId === use.id);
        return [use.id, this.toSign(use, one, { isFollowed, isWithdrawn })];
      }),
    );
  }

  private toSign(use: IntendedUse, one: SoftwareFunction, { isFollowed, isWithdrawn }: Ended): ToSign | Refusal {
    const { id, functionId, revision } = use;
    const code = intendedUseCode(one, use);
    if (isFollowed) return Refusal.invalidState(`${code} is followed by another revision: sign the latest`);
    if (isWithdrawn) return Refusal.invalidState(`${code} is withdrawn`);
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
