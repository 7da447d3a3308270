import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { witnessesOf } from '../anchors/anchor-ground';
import { MAX_NOTE_BYTES } from '../audit-trail/log/note-text';
import { verifierKeyIn } from '../audit-trail/log/note-key';
import type { Trusted } from '../audit-trail/verify/audit-database';
import type { HeldCheckpoint } from '../audit-trail/verify/heads';
import { readConfig } from '../config';
import { inputFile } from './input-file';

/** What somebody brings to a verification. */
export interface Given {
  readonly key: readonly string[];
  readonly witness: readonly string[];
  readonly held: readonly string[];
  readonly anchors?: string;
}

const COPY = /^\d{16}\.checkpoint$/;

/** The keys and checkpoints that are given, and for the database of this configuration those that it names as well. */
export async function trustOf({ key, witness, held, anchors }: Given, isConfigured: boolean): Promise<Trusted> {
  const { anchors: configured } = readConfig();
  const known = isConfigured ? (await witnessesOf(configured)).map((one) => one.key) : [];
  const folder = anchors ?? (isConfigured ? configured.anchorDir : null);
  const files = [...held, ...(folder === null ? [] : await copiesIn(folder))];
  return {
    log: key.map(verifierKeyIn),
    witnesses: [...witness.map(verifierKeyIn), ...known],
    held: await Promise.all(files.map(heldIn)),
  };
}

const copiesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => COPY.test(name)).map((name) => join(folder, name));

const heldIn = async (path: string): Promise<HeldCheckpoint> => ({
  holder: basename(path),
  note: (await inputFile(path, MAX_NOTE_BYTES)).toString('utf8'),
});
