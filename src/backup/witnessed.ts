import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, checkpointIn, openCheckpoint } from '../audit-trail/log/checkpoint';
import { LogFault } from '../audit-trail/log/log-fault';
import type { VerifierKey } from '../audit-trail/log/note-key';
import { MAX_NOTE_BYTES } from '../audit-trail/log/note-text';
import { noteIn, type SignedNote } from '../audit-trail/log/signed-note';
import { BackupRefused, isAbsent } from './backup-fault';

/** A checkpoint that somebody outside has seen, and the file that says so. */
export interface Witnessed extends Checkpoint {
  readonly file: string;
}

/** What a restored log is held against: a file that an auditor or a witness kept, and the folder of anchored copies. */
export interface WitnessedSources {
  readonly file: string | null;
  readonly anchorDir: string | null;
}

/** Of which log the checkpoints must be; both are null where the restored database does not say. */
export interface LogIdentity {
  readonly origin: string | null;
  readonly key: VerifierKey | null;
}

/**
 * The checkpoints that were seen outside, the largest first. The named file must be one of this log, signed by its key.
 * In the folder stamps and other files are passed over; a folder that holds checkpoints, and none of this log, is refused,
 * since the restored database may lie about its name.
 */
export async function witnessedCheckpoints(sources: WitnessedSources, log: LogIdentity): Promise<Witnessed[]> {
  const named = sources.file === null ? [] : [await namedCheckpoint(sources.file, log)];
  const anchored = sources.anchorDir === null ? [] : await anchoredCheckpoints(sources.anchorDir, log);
  return [...named, ...anchored].sort((a, b) => b.size - a.size);
}

async function namedCheckpoint(file: string, log: LogIdentity): Promise<Witnessed> {
  const note = await noteOf(file).catch((error: unknown) => {
    if (isAbsent(error)) throw new BackupRefused(`${file} is not there`);
    throw error;
  });
  if (note === null) throw new BackupRefused(`${file} is no checkpoint`);
  return opened(file, note, log);
}

async function anchoredCheckpoints(folder: string, log: LogIdentity): Promise<Witnessed[]> {
  const own: Witnessed[] = [];
  const foreign = new Set<string>();
  for (const file of await filesIn(folder)) {
    const note = await noteOf(file);
    if (note === null) continue;
    const { origin } = checkpointIn(note.text);
    if (log.origin === null || origin === log.origin) own.push(opened(file, note, log));
    else foreign.add(origin);
  }
  if (own.length > 0 || foreign.size === 0) return own;
  throw new BackupRefused(
    `${folder} has checkpoints of ${[...foreign].join(', ')} and none of ${log.origin}: look into it`,
  );
}

/** The checkpoint of this log in a note; its signature must hold where the key is known. */
function opened(file: string, note: SignedNote, { origin, key }: LogIdentity): Witnessed {
  try {
    const checkpoint = checkpointIn(note.text);
    if (key === null) return { ...checkpoint, file };
    return { ...openCheckpoint(note, origin ?? checkpoint.origin, [key]), file };
  } catch (error) {
    if (error instanceof LogFault) throw new BackupRefused(`${file} is no checkpoint of this log: ${error.message}`);
    throw error;
  }
}

/** The note in a file whose text is a checkpoint, of whatever log; null for every other file. */
async function noteOf(file: string): Promise<SignedNote | null> {
  const { size } = await lstat(file);
  if (size > MAX_NOTE_BYTES) return null;
  try {
    const note = noteIn(await readFile(file));
    checkpointIn(note.text);
    return note;
  } catch (error) {
    if (error instanceof LogFault) return null;
    throw error;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (isAbsent(error)) throw new BackupRefused(`The folder of anchored checkpoints, ${folder}, is not there`);
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
