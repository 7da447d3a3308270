import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { classificationCode } from '../../classification/classification.dto';
import { Classification } from '../../classification/classification.entity';
import { ClassificationWithdrawal } from '../../classification/classification-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Refusal } from '../../kernel/refusal';
import { Contents } from './contents';
import { inOrder, USE_OF_FUNCTION } from './contents-sql';
import type { ManifestEntry } from '../process/signing-payload.rules';
import { RowDigests } from './row-digests';
import { Signables } from './signables';
import { asked } from './asked';
import type { FoundToSign, Reads, Signable, ToSign } from './to-sign';

const STANDING = `
  SELECT t.id, 1 AS revision, greatest(t.decided_at, u.since) AS since, ${inOrder('u.entry')} AS rests_on
  FROM classification t LEFT JOIN LATERAL (${USE_OF_FUNCTION} AND f.id = t.function_id) u ON true
  WHERE NOT EXISTS (SELECT FROM classification n WHERE n.supersedes_id = t.id)
    AND NOT EXISTS (SELECT FROM classification_withdrawal w WHERE w.classification_id = t.id)
  GROUP BY t.id, u.since`;

/** A determination that stands, together with the intended use that it was made for: another use asks for another one. */
@Injectable()
export class ClassificationSignable implements Signable, OnModuleInit {
  readonly process = 'classification';
  readonly rows = { type: 'classification', toSign: STANDING, returned: STANDING } as const;

  constructor(
    private readonly signables: Signables,
    private readonly digests: RowDigests,
    private readonly contents: Contents,
  ) {}

  onModuleInit(): void {
    this.signables.add(this);
  }

  async findAll(read: Reads, ids: readonly string[]): Promise<FoundToSign> {
    const found = await read.findBy(Classification, { id: In([...ids]) });
    const select = { id: true, supersedesId: true } as const;
    const newer = await read.find(Classification, { select, where: { supersedesId: In([...ids]) } });
    const withdrawals = await read.findBy(ClassificationWithdrawal, { classificationId: In([...ids]) });
    const uses = await this.contents.intendedUses(read, [...new Set(found.map(({ functionId }) => functionId))]);
    return new Map(
      found.map((one): [string, ToSign | Refusal] => {
        const code = classificationCode(one);
        if (newer.some(({ supersedesId }) => supersedesId === one.id)) {
          return [one.id, Refusal.invalidState(`${code} is superseded`)];
        }
        if (withdrawals.some(({ classificationId }) => classificationId === one.id)) {
          return [one.id, Refusal.invalidState(`${code} is withdrawn`)];
        }
        return [one.id, this.toSign(one, uses.get(one.functionId) ?? [])];
      }),
    );
  }

  private toSign(one: Classification, manifest: readonly ManifestEntry[]): ToSign {
    const { id } = one;
    const code = classificationCode(one);
    return {
      ...{ type: 'classification', id, revision: 1, ...this.digests.of(Classification, one) },
      asked: asked('classification', id, one.functionId),
      manifest,
      ...{ called: `the determination ${code}`, href: `/api/v1/classifications/${id}` },
    };
  }

  async hold(tx: AuditedTransaction, id: string): Promise<void> {
    await tx.lock(SoftwareFunction, (await classificationOf(tx.read, id)).functionId);
  }
}

async function classificationOf(read: Reads, id: string): Promise<Classification> {
  const one = await read.findOneBy(Classification, { id });
  if (one === null) throw Refusal.notFound(`Classification ${id}`);
  return one;
}
