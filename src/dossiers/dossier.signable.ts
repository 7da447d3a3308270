import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Refusal } from '../kernel/refusal';
import { orderedManifest } from '../signatures/process/signing-payload.rules';
import { RowDigests } from '../signatures/signables/row-digests';
import { Signables } from '../signatures/signables/signables';
import type { FoundToSign, Reads, Signable, ToSign } from '../signatures/signables/to-sign';
import { ModelVersion } from '../models/model-version.entity';
import { Dossier } from './dossier.entity';

const STANDING = `
  SELECT t.id, 1 AS revision, t.issued_at AS since, NULL::jsonb AS rests_on FROM dossier t
  WHERE NOT EXISTS (SELECT FROM dossier n WHERE n.supersedes_id = t.id)`;

/** The issue of one PDF, by the digests of the file and of the record in it; it is signed beside the file, not in it. */
@Injectable()
export class DossierSignable implements Signable, OnModuleInit {
  readonly process = 'dossier-issue';
  readonly rows = { type: 'dossier', toSign: STANDING, returned: STANDING } as const;

  constructor(
    private readonly signables: Signables,
    private readonly digests: RowDigests,
  ) {}

  onModuleInit(): void {
    this.signables.add(this);
  }

  async findAll(read: Reads, ids: readonly string[]): Promise<FoundToSign> {
    const dossiers = await read.findBy(Dossier, { id: In([...ids]) });
    return new Map(dossiers.map((one) => [one.id, this.toSign(one)]));
  }

  private toSign(dossier: Dossier): ToSign {
    const { id, code, sha256, recordSha256 } = dossier;
    return {
      ...{ type: 'dossier', id, revision: 1, ...this.digests.of(Dossier, dossier) },
      asked: [{ type: 'dossier', id }],
      manifest: orderedManifest([
        { name: `${code}.pdf`, sha256 },
        { name: 'record.json', sha256: recordSha256 },
      ]),
      ...{ called: `the dossier ${code}`, href: `/api/v1/dossiers/${id}` },
    };
  }

  async hold(tx: AuditedTransaction, id: string): Promise<void> {
    await tx.lock(ModelVersion, (await dossierOf(tx.read, id)).versionId);
  }
}

async function dossierOf(read: Reads, id: string): Promise<Dossier> {
  const dossier = await read.findOneBy(Dossier, { id });
  if (dossier === null) throw Refusal.notFound(`Dossier ${id}`);
  return dossier;
}
