import { Injectable } from '@nestjs/common';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { Files } from '../../evidence/files.service';
import type { Actor } from '../../kernel/actor';
import { Jobs } from '../../jobs/jobs.service';
import type { BaseRevision } from '../pdf/base-revision';
import { DossierSeal } from './dossier-seal.entity';
import { DossierSealer } from './dossier-sealer';
import type { RecordedSeal } from './recorded-seal';
import { SEAL_LONG_TERM } from './seal-long-term.task';

/** A file of a dossier before it is sealed. */
export interface UnsealedFile {
  readonly name: string;
  readonly base: AsyncIterable<Uint8Array>;
  /** Asked when the base has passed. */
  readonly revision: () => BaseRevision | Promise<BaseRevision>;
}

/** A file that is sealed and stored. */
export interface KeptSeal {
  /** Of the file with its seal. */
  readonly sha256: string;
  /** The row that tells of the seal, but for its id: that of the dossier. */
  readonly seal: Omit<DossierSeal, 'id'>;
}

/** A seal whose dossier is entered: of which id, and who asked for it. */
export interface EnteredSeal extends Pick<KeptSeal, 'seal'> {
  readonly id: string;
  readonly by: string;
}

/** Files of dossiers into the store, sealed on their way: no unsealed one is ever stored. */
@Injectable()
export class SealedFiles {
  constructor(
    private readonly files: Files,
    private readonly sealer: DossierSealer,
    private readonly queue: Jobs,
  ) {}

  /** How the next one is to be sealed, for its record. Refuses where the certificate is not valid now. */
  recorded(): RecordedSeal {
    return this.sealer.recorded();
  }

  /** Stores the file with its seal. Refuses, to be tried again, where a stamp is required and nobody gives one. */
  async keep(actor: Actor, { name, base, revision }: UnsealedFile): Promise<KeptSeal> {
    const sealing = this.sealer.seal(base, revision);
    const { sha256 } = await this.files.keep(actor, { name, content: sealing.bytes });
    const { baseSha256, base: under, level, stampedAt, stampProblem } = sealing.outcome();
    const { certificateSha256, development: isDevelopment } = this.sealer.about;
    const seal = { baseSha256, base: under, certificateSha256, isDevelopment, level, stampedAt, stampProblem };
    return { sha256, seal };
  }

  /**
   * Tells of the seal beside its dossier, in the transaction that issues it; of one with a time stamp, what is needed to check
   * it later is gathered as soon as that is durable.
   */
  async enter(tx: AuditedTransaction, { id, seal, by }: EnteredSeal): Promise<void> {
    await tx.insert(DossierSeal, { id, ...seal });
    if (seal.level === 'B-T') await this.queue.enqueue(SEAL_LONG_TERM, { dossierId: id }, by);
  }
}
