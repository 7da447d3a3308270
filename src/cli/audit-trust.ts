import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { witnessesOf } from '../anchors/anchor-ground';
import { MAX_NOTE_BYTES } from '../audit-trail/log/note-text';
import { verifierKeyIn } from '../audit-trail/log/note-key';
import type { Trusted } from '../audit-trail/verify/audit-database';
import type { HeldCheckpoint } from '../audit-trail/verify/heads';
import { readConfig } from '../config';
import { type TrustAnchors, trustAnchorsIn } from '../timestamps/certificate-chain';
import { MAX_REPLY_BYTES } from '../timestamps/timestamp-reply';
import { inputFile } from './input-file';

/** What somebody brings to a verification. */
export interface Given {
  readonly key: readonly string[];
  readonly witness: readonly string[];
  readonly held: readonly string[];
  readonly anchors?: string;
  readonly tsaCa?: string;
}

const COPY = /^\d{16}\.checkpoint$/;

/** The keys, certificates and checkpoints that are given, and for the database of this configuration those that it names as well. */
export async function trustOf({ key, witness, held, anchors, tsaCa }: Given, isConfigured: boolean): Promise<Trusted> {
  const { anchors: configured } = readConfig();
  const known = isConfigured ? (await witnessesOf(configured)).map((one) => one.key) : [];
  const folder = anchors ?? (isConfigured ? configured.anchorDir : null);
  const files = [...held, ...(folder === null ? [] : await copiesIn(folder))];
  return {
    log: key.map(verifierKeyIn),
    witnesses: [...witness.map(verifierKeyIn), ...known],
    authorities: await authoritiesIn(tsaCa ?? (isConfigured ? configured.tsaCaFile : null)),
    held: await Promise.all(files.map(heldIn)),
  };
}

const copiesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => COPY.test(name)).map((name) => join(folder, name));

/** A copy of a checkpoint has its time stamp beside it, where it has one. */
async function heldIn(path: string): Promise<HeldCheckpoint> {
  const note = (await inputFile(path, MAX_NOTE_BYTES)).toString('utf8');
  const isCopy = COPY.test(basename(path));
  const beside = isCopy ? await tokenAt(path.replace(/\.checkpoint$/, '.tst')) : null;
  return { holder: basename(path), note, ...(beside === null ? {} : { stamp: beside }) };
}

const tokenAt = async (path: string): Promise<Buffer | null> =>
  (await readdir(dirname(path))).includes(basename(path)) ? inputFile(path, MAX_REPLY_BYTES) : null;

const authoritiesIn = async (path: string | null): Promise<TrustAnchors | null> =>
  path === null ? null : trustAnchorsIn(await readFile(path, 'utf8'));
