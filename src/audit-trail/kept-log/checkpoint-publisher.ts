import type { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Clock } from '../../kernel/clock';
import { printedVerifierKey, type SignerKey, verifierOf } from '../log/note-key';
import type { LogGround } from './log-ground';
import { withClient } from './log-pool';
import { signerOf } from './log-signer';
import { publishCheckpoint } from './publish-checkpoint';
import { Told } from './told';

const SIGN_EVERY_MS = 1_000;

/** Signs the log when it has grown, at most once a second. That it cannot keeps nothing from going into the log. */
export class CheckpointPublisher {
  private readonly told: Told;
  private signer: SignerKey | null = null;
  private triedAt = 0;

  constructor(
    private readonly ground: LogGround,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.told = new Told(log, 'Signing the log');
  }

  get refused(): string | null {
    return this.told.refused;
  }

  /** Signs what is unsigned once a second has passed since the last time; `atOnce` does not wait for that. */
  async publish(pool: Pool, isUnsigned: boolean, atOnce = false): Promise<void> {
    const isDue = atOnce || Date.now() - this.triedAt >= SIGN_EVERY_MS;
    if (!isDue || (this.signer !== null && !isUnsigned)) return;
    this.triedAt = Date.now();
    try {
      const key = (this.signer ??= await this.open(pool));
      const done = isUnsigned
        ? await withClient(pool, (client) => publishCheckpoint(client, key, this.clock.now()))
        : 'same';
      if (done === 'busy') this.triedAt = 0;
      this.told.isWell();
    } catch (error) {
      this.signer = null;
      this.told.failed(error);
    }
  }

  private async open(pool: Pool): Promise<SignerKey> {
    const key = await withClient(pool, (client) => signerOf(client, this.ground));
    this.log.log(`The log ${key.name} is signed by ${printedVerifierKey(verifierOf(key))}`);
    return key;
  }
}
