import { readFile } from 'node:fs/promises';
import type { SealConfig } from '../../config/seal';
import type { Clock } from '../../kernel/clock';
import { trustAnchorsIn } from '../../timestamps/certificate-chain';
import type { TimestampAuthority } from '../../timestamps/timestamp-authority';
import { developmentSigner, freshSigner } from './development-certificate';
import { openFileSigner } from './file-signer';
import type { RecordedSeal } from './recorded-seal';
import { nameOf, sha256Of, staleness } from './seal-certificate';
import type { Signer } from './signer';

/** With what dossiers are sealed, read and checked. */
export interface SealGround {
  readonly signer: Signer;
  /** Who stamps the time of a seal; null asks nobody. */
  readonly authority: TimestampAuthority | null;
  /** Whether a dossier waits for a stamp that it does not get. */
  readonly isStampRequired: boolean;
}

/** Under this name the ground is found. */
export const SEAL_GROUND = Symbol('SealGround');

/** The name of the development certificate among the keys of a data folder. */
export const DEVELOPMENT_FILE = 'seal-development.pem';

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 30;

/** A development certificate for one run alone, and no stamps. */
export const freshSeal = async (clock: Clock): Promise<SealGround> => ({
  ...{ signer: await freshSigner(clock.now()), authority: null, isStampRequired: true },
});

/**
 * Reads what the configuration names, or the development certificate, which is made where there is none; throws, naming the
 * variable, for what is not there or cannot seal. One that ran out is told and does not keep the service from starting: then
 * nothing is issued.
 */
export async function openSeal(config: SealConfig, developmentFile: string, clock: Clock): Promise<SealGround> {
  const { files, isStampRequired } = config;
  const signer =
    files === null
      ? await developmentSigner(developmentFile, clock.now())
      : await named('PREDICATE_SEAL_KEY_FILE', () => openFileSigner(files.key, files.certificate));
  const authority = await named('PREDICATE_SEAL_TSA_CA_FILE', () => authorityOf(config));
  return { signer, authority, isStampRequired };
}

async function authorityOf({ authority }: SealConfig): Promise<TimestampAuthority | null> {
  if (authority === null) return null;
  const { url, caFile, policy } = authority;
  return { url, policy, anchors: trustAnchorsIn(await readFile(caFile, 'utf8')) };
}

/** What is told of it, in records and on pages. */
export function recordedSeal({ signer, authority }: SealGround): RecordedSeal {
  const [own] = signer.chain;
  return {
    ...{ subject: nameOf(own.subject), issuer: nameOf(own.issuer), certificateSha256: sha256Of(own) },
    ...{ algorithm: signer.algorithm.name, notAfter: new Date(own.validTo).toISOString() },
    ...{ development: signer.isDevelopment, timestampAuthority: authority?.url.host ?? null },
  };
}

/** What a start tells of the certificate: that it is not valid, or not for long. */
export function sealWarning({ signer: { chain } }: SealGround, now: Date): string[] {
  const [own] = chain;
  const stale = staleness(own, now);
  if (stale !== null) return [`${stale}: no dossier is issued until there is another certificate of seals`];
  const days = Math.floor((new Date(own.validTo).getTime() - now.getTime()) / DAY_MS);
  return days < SOON_DAYS ? [`The certificate of seals runs out in ${days} days`] : [];
}

async function named<T>(variable: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw new Error(`The configuration is not usable:\n  ${variable}: ${(error as Error).message}`, { cause: error });
  }
}
