import { readFile } from 'node:fs/promises';
import { type AnchorConfig, witnessPairs } from '../config/anchors';
import { trustAnchorsIn } from '../timestamps/certificate-chain';
import type { TimestampAuthority } from '../timestamps/timestamp-authority';
import { AnchorFolder } from './anchor-folder';
import { type WitnessAddress, witnessesIn } from './witness-address';

/** Who outside vouches for the log, read and checked. */
export interface AnchorGround {
  readonly witnesses: readonly WitnessAddress[];
  readonly witnessSeconds: number;
  readonly authority: TimestampAuthority | null;
  readonly stampSeconds: number;
  readonly folder: AnchorFolder | null;
}

/** Under this name the ground is found. */
export const ANCHOR_GROUND = Symbol('AnchorGround');

/** Nobody vouches for the log. */
export const NO_ANCHORS: AnchorGround = {
  ...{ witnesses: [], witnessSeconds: 60, authority: null, stampSeconds: 3_600, folder: null },
};

/** Reads what the configuration names; throws, naming the variable, for what is not there or not what it must be. */
export async function openAnchors(config: AnchorConfig, dataDir: string): Promise<AnchorGround> {
  const { witnessSeconds, tsaSeconds: stampSeconds, anchorDir } = config;
  const witnesses = await named('PREDICATE_WITNESSES', () => witnessesOf(config));
  const authority = await named('PREDICATE_TSA_CA_FILE', () => authorityOf(config));
  const folder =
    anchorDir === null ? null : await named('PREDICATE_ANCHOR_DIR', () => AnchorFolder.open(anchorDir, dataDir));
  return { witnesses, witnessSeconds, authority, stampSeconds, folder };
}

/** The witnesses that the configuration names, with the keys that their word is known by. */
export async function witnessesOf({ witnesses, witnessesFile }: AnchorConfig): Promise<WitnessAddress[]> {
  const lines = witnessesFile === null ? [] : (await readFile(witnessesFile, 'utf8')).split('\n');
  const listed = lines.filter((line) => !line.trimStart().startsWith('#')).join('\n');
  return witnessesIn([...witnesses, ...witnessPairs(listed)]);
}

async function authorityOf({ tsaUrl, tsaCaFile, tsaPolicy }: AnchorConfig): Promise<TimestampAuthority | null> {
  if (tsaUrl === null || tsaCaFile === null) return null;
  return { url: tsaUrl, anchors: trustAnchorsIn(await readFile(tsaCaFile, 'utf8')), policy: tsaPolicy };
}

async function named<T>(variable: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw new Error(`The configuration is not usable:\n  ${variable}: ${(error as Error).message}`, { cause: error });
  }
}
