import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { describeEvidence } from '../../evidence/evidence-descriptions';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { Evidence } from '../../evidence/evidence.entity';
import { evidenceCode } from '../../evidence/evidence.rules';
import { Refusal } from '../../kernel/refusal';
import { ModelVersion } from '../../models/model-version.entity';
import { orderedManifest } from '../process/signing-payload.rules';
import { RowDigests } from './row-digests';
import { Signables } from './signables';
import { asked } from './asked';
import type { FoundToSign, Reads, Signable, ToSign } from './to-sign';

const STANDING = `
  SELECT t.id, 1 AS revision, t.recorded_at AS since, NULL::jsonb AS rests_on FROM evidence t
  WHERE NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = t.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = t.id)`;

/** A piece of evidence that stands, with the digest of every file behind it. */
@Injectable()
export class EvidenceSignable implements Signable, OnModuleInit {
  readonly process = 'evidence-review';
  readonly rows = { type: 'evidence', toSign: STANDING, returned: STANDING } as const;

  constructor(
    private readonly signables: Signables,
    private readonly digests: RowDigests,
  ) {}

  onModuleInit(): void {
    this.signables.add(this);
  }

  async findAll(read: Reads, ids: readonly string[]): Promise<FoundToSign> {
    const evidence = await describeEvidence(read, await read.findBy(Evidence, { id: In([...ids]) }));
    return new Map(evidence.map((one) => [one.evidence.id, this.toSign(one)]));
  }

  private toSign({ evidence, state, files }: DescribedEvidence): ToSign | Refusal {
    const { id } = evidence;
    const code = evidenceCode(evidence);
    if (state !== 'recorded') return Refusal.invalidState(`${code} is ${state}`);
    return {
      ...{ type: 'evidence', id, revision: 1, ...this.digests.of(Evidence, evidence) },
      asked: asked('evidence', id),
      manifest: orderedManifest(files.map(({ name, sha256 }) => ({ name: `file ${name}`, sha256 }))),
      ...{ called: `the evidence ${code}`, href: `/api/v1/evidence/${id}` },
    };
  }

  async hold(tx: AuditedTransaction, id: string): Promise<void> {
    await tx.lock(ModelVersion, (await evidenceOf(tx.read, id)).versionId);
  }
}

async function evidenceOf(read: Reads, id: string): Promise<Evidence> {
  const evidence = await read.findOneBy(Evidence, { id });
  if (evidence === null) throw Refusal.notFound(`Evidence ${id}`);
  return evidence;
}
