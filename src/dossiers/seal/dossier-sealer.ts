import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { Refusal } from '../../kernel/refusal';
import { stampDigest } from '../../timestamps/timestamp-authority';
import type { BaseRevision } from '../pdf/base-revision';
import type { RecordedSeal } from './recorded-seal';
import { staleness } from './seal-certificate';
import { recordedSeal, SEAL_GROUND, type SealGround } from './seal-ground';
import { MAX_STAMP_BYTES, sealStream, type SealingFile, type StampedSeal } from './seal-stream';

const RETRY_SECONDS = 30;

/** Seals dossiers, with the key and the authority that the service was started with. */
@Injectable()
export class DossierSealer {
  private readonly log = new Logger('Seals');

  constructor(
    @Inject(SEAL_GROUND) private readonly ground: SealGround,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How dossiers are sealed. */
  get about(): RecordedSeal {
    return recordedSeal(this.ground);
  }

  /** How a dossier is to be sealed, for its record. Refuses where the certificate is not valid now. */
  recorded(): RecordedSeal {
    const [own] = this.ground.signer.chain;
    const stale = staleness(own, this.clock.now());
    if (stale !== null) {
      throw Refusal.invalidState(`${stale}: nothing is issued until the service has another certificate of seals`);
    }
    return this.about;
  }

  /**
   * The sealed file while its base streams: the base first, byte for byte, then the seal. Where a stamp is required and
   * nobody gives one that holds, the bytes end in a refusal that passes, and no file comes of it.
   */
  seal(base: AsyncIterable<Uint8Array>, revision: () => BaseRevision | Promise<BaseRevision>): SealingFile {
    const { signer, authority } = this.ground;
    const stamp = authority === null ? null : (signature: Buffer) => this.stamped(signature, authority);
    return sealStream(base, revision, { signer, stamp, now: () => this.clock.now() });
  }

  private async stamped(signature: Buffer, authority: NonNullable<SealGround['authority']>): Promise<StampedSeal> {
    try {
      const { token, at } = await stampDigest(authority, createHash('sha256').update(signature).digest(), this.clock);
      if (token.length > MAX_STAMP_BYTES)
        throw new Error(`Its stamp has ${token.length} bytes, more than a seal has room for`);
      return { token, at, problem: null };
    } catch (error) {
      const problem = `${authority.url.host} gave no time stamp: ${(error as Error).message}`;
      if (this.ground.isStampRequired) throw Refusal.forNow('unavailable', problem, RETRY_SECONDS);
      this.log.warn(`A dossier is sealed without a time stamp. ${problem}`);
      return { token: null, at: null, problem };
    }
  }
}
