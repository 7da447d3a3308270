import { X509Certificate } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../kernel/clock';
import { ask } from '../../outbound/ask';
import { timestampTokenIn } from '../../timestamps/timestamp-token';
import type { CmsParts } from './cms-in';
import type { LongTermMaterial } from './long-term-update';
import { requireListOf, revocationUrlsOf } from './revocation-lists';
import { nameOf } from './seal-certificate';
import { SEAL_GROUND, type SealGround } from './seal-ground';

/** What could be had, and what could not, in words. */
export interface GatheredMaterial {
  readonly material: LongTermMaterial;
  readonly lacking: readonly string[];
  /** When it was gathered. */
  readonly at: Date;
}

const MAX_LIST_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/** Gathers certificates and revocation lists; the addresses stand in certificates that the service was configured with, or stamped by. */
@Injectable()
export class SealMaterials {
  constructor(
    @Inject(SEAL_GROUND) private readonly ground: SealGround,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Each certificate of a seal and its stamp up to those that are trusted, and for each that is not its own issuer the list that its issuer signs. */
  async gather({ certificates, token }: CmsParts, signal: AbortSignal): Promise<GatheredMaterial> {
    const all = distinct([
      ...certificates,
      ...this.ground.signer.chain,
      ...(token === null ? [] : timestampTokenIn(token).certificates),
      ...(this.ground.authority?.anchors ?? []),
    ]);
    const crls: Buffer[] = [];
    const lacking: string[] = [];
    for (const one of all.filter((certificate) => certificate.subject !== certificate.issuer)) {
      const list = await this.listOf(one, all, signal).catch((error: Error) => error);
      if (list instanceof Error) lacking.push(`${nameOf(one.subject)}: ${list.message}`);
      else if (!crls.some((other) => other.equals(list))) crls.push(list);
    }
    return { material: { certificates: all.map(({ raw }) => raw), crls, ocsps: [] }, lacking, at: this.clock.now() };
  }

  private async listOf(one: X509Certificate, all: readonly X509Certificate[], stop: AbortSignal): Promise<Buffer> {
    const [url] = revocationUrlsOf(one);
    if (url === undefined) throw new Error('it names no revocation list over HTTP');
    const issuer = all.find((other) => one.checkIssued(other));
    if (issuer === undefined) throw new Error('the certificate of its issuer is not known');
    const { status, body } = await ask({ url, maxBytes: MAX_LIST_BYTES, timeoutMs: TIMEOUT_MS }, stop);
    if (status !== 200) throw new Error(`${url.host} answered ${status}, not with its revocation list`);
    await requireListOf(issuer, one, body);
    return body;
  }
}

const distinct = (all: readonly X509Certificate[]): X509Certificate[] =>
  all.filter((one, at) => all.findIndex(({ raw }) => raw.equals(one.raw)) === at);
