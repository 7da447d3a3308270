import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { Files } from '../../evidence/files.service';
import { PROGRAM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { Dossier } from '../dossier.entity';
import { cmsIn } from './cms-in';
import { DossierSealExtension } from './dossier-seal-extension.entity';
import { DossierSeal } from './dossier-seal.entity';
import { longTermUpdate } from './long-term-update';
import { sealInFile } from './seal-in-file';
import { SealMaterials } from './seal-materials.service';
import { signatureId } from './seal-update';

/** How an extension is made: whether it may lack what cannot be had now, and when to stop. */
export interface Extending {
  readonly mayLack: boolean;
  readonly signal: AbortSignal;
}

/** The end of an issued file, in which its seal stands, and the digest of all of it, to which more can be added. */
interface IssuedEnd {
  readonly tail: Buffer;
  readonly length: number;
  readonly digest: ReturnType<typeof createHash>;
}

/** More than any seal has. */
const TAIL_BYTES = 256 * 1024;

/** Adds to seals what checks them later. */
@Injectable()
export class SealExtender {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    private readonly files: Files,
    private readonly materials: SealMaterials,
  ) {}

  /** The extension of a dossier, once; a second run finds it there. Throws where something could not be had and must not lack. */
  async extend(dossierId: string, { mayLack, signal }: Extending): Promise<string> {
    const { manager } = this.dataSource;
    if (await manager.existsBy(DossierSealExtension, { dossierId }))
      return 'What checks the seal later was kept before';
    const [dossier, { base }] = await Promise.all([
      manager.findOneByOrFail(Dossier, { id: dossierId }),
      manager.findOneByOrFail(DossierSeal, { id: dossierId }),
    ]);
    const end = await this.endOf(dossier.sha256);
    const { parts, startXref } = sealAt(end);
    const { material, lacking, at: madeAt } = await this.materials.gather(parts, signal);
    if (lacking.length > 0 && !mayLack) throw new Error(lacking.join('; '));
    const file = { ...base, size: signatureId(base) + 2, length: end.length, startXref };
    const { bytes } = longTermUpdate(file, material);
    const [certificates, revocationLists] = [material.certificates.length, material.crls.length];
    await this.auditTrail.record(PROGRAM, 'dossier.seal-extended', {}, async (tx) => {
      tx.about(Dossier, dossierId);
      return tx.insert(DossierSealExtension, {
        ...{ id: newId(), dossierId, bytes, sha256: end.digest.update(bytes).digest('hex') },
        ...{ certificates, revocationLists, lacking, madeAt },
      });
    });
    const words = `${dossier.code}: ${certificates} certificates and ${revocationLists} revocation lists are kept with it`;
    return lacking.length === 0 ? words : `${words}. It lacks ${lacking.join('; ')}`;
  }

  private async endOf(sha256: string): Promise<IssuedEnd> {
    const digest = createHash('sha256');
    let [tail, length] = [Buffer.alloc(0), 0];
    const { stream } = await this.files.open(sha256);
    for await (const piece of stream as AsyncIterable<Buffer>) {
      digest.update(piece);
      length += piece.length;
      tail = Buffer.concat([tail, piece]).subarray(-TAIL_BYTES);
    }
    return { tail, length, digest };
  }
}

function sealAt({ tail }: IssuedEnd) {
  const seal = sealInFile({ length: tail.length, read: (from, to) => tail.subarray(from, to) });
  const [, startXref] = /startxref\n(\d{1,15})\n%%EOF\n$/.exec(tail.toString('latin1', tail.length - 64)) ?? [];
  if (seal === null || startXref === undefined) throw new Error('The issued file does not end with its seal');
  const digits = tail.toString('latin1', seal.from + 1, seal.to - 1);
  return { parts: cmsIn(Buffer.from(digits, 'hex')), startXref: Number(startXref) };
}
