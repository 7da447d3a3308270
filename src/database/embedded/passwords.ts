import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moveDurably } from './durable';
import { EmbeddedPostgresFailure } from './failure';

/** One secret for each role of the embedded database, made at the first start and never printed. */
export interface Passwords {
  readonly admin: string;
  readonly owner: string;
  readonly application: string;
  readonly sequencer: string;
  readonly auditor: string;
}

const secret = (): string => randomBytes(24).toString('base64url');

/**
 * The passwords of this data folder, kept beside the database in a file of mode 0600. They are made while there is no
 * database yet; for a database whose passwords are gone it throws, since new ones would not open it. That of a role which
 * an older edition did not have is added; the role is made after it.
 */
export async function passwordsOf(dataDir: string, hasDatabase: boolean): Promise<Passwords> {
  const file = join(dataDir, 'postgres-passwords.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null && hasDatabase) throw lost(file, 'is missing');
  const kept = text === null ? { admin: secret(), owner: secret(), application: secret() } : parse(text, file);
  const passwords = { sequencer: secret(), auditor: secret(), ...kept };
  if (kept.sequencer === passwords.sequencer && kept.auditor === passwords.auditor) return passwords;
  const draft = `${file}.new`;
  await rm(draft, { force: true });
  await writeFile(draft, JSON.stringify(passwords), { mode: 0o600, flag: 'wx', flush: true });
  await moveDurably(draft, file, dataDir);
  return passwords;
}

type Kept = Omit<Passwords, 'sequencer' | 'auditor'> & Partial<Passwords>;

function parse(text: string, file: string): Kept {
  try {
    const { admin, owner, application, sequencer, auditor } = JSON.parse(text) as Record<string, unknown>;
    if (typeof admin === 'string' && typeof owner === 'string' && typeof application === 'string') {
      return {
        ...{ admin, owner, application },
        ...(typeof sequencer === 'string' ? { sequencer } : {}),
        ...(typeof auditor === 'string' ? { auditor } : {}),
      };
    }
  } catch {
    // Not JSON: the same answer as for JSON that lacks a password.
  }
  throw lost(file, 'cannot be read');
}

const lost = (file: string, how: string): EmbeddedPostgresFailure =>
  new EmbeddedPostgresFailure(`The passwords of the database, ${file}, ${how}.`, 'Restore that file from a backup.');
