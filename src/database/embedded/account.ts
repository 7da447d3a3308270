import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ELSEWHERE, EmbeddedPostgresFailure } from './failure';

export interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** The account that PostgreSQL runs as; `ids` is null when it is the process's own. */
export interface ServerAccount {
  readonly name: string;
  readonly ids: Ids | null;
}

const UNPRIVILEGED = ['postgres', '_postgres', 'nobody'];

/**
 * The account for a process of this user. PostgreSQL refuses to run as root, so root borrows an unprivileged account
 * that exists, and none is ever made; everybody else runs it as themselves. Throws when root finds none to borrow.
 */
export function accountFor(uid: number | undefined, passwd: string): ServerAccount {
  if (uid !== 0) return { name: uid === undefined ? 'this user' : `uid ${uid}`, ids: null };
  const entries = new Map(passwd.split('\n').map((line) => [line.split(':')[0], line.split(':')]));
  const entry = UNPRIVILEGED.map((name) => entries.get(name)).find((fields) => fields !== undefined);
  if (entry === undefined) {
    throw new EmbeddedPostgresFailure(
      'PostgreSQL does not run as root, and /etc/passwd has no account to run it as (postgres or nobody).',
      `Start Predicate as an ordinary user, or ${ELSEWHERE}.`,
    );
  }
  // macOS writes the ids of nobody as -2.
  return { name: entry[0], ids: { uid: Number(entry[2]) >>> 0, gid: Number(entry[3]) >>> 0 } };
}

/** The account for this process. */
export function serverAccount(): ServerAccount {
  const uid = process.getuid?.();
  return accountFor(uid, uid === 0 ? readFileSync('/etc/passwd', 'utf8') : '');
}

const isAllowed = ({ mode, uid, gid }: Stats, ids: Ids, right: 1 | 4): boolean => {
  const shift = uid === ids.uid ? 6 : gid === ids.gid ? 3 : 0;
  return ((mode >> shift) & right) === right;
};

/** Whether the account may read this file. */
export const isReadableBy = ({ ids }: ServerAccount, path: string): boolean =>
  ids === null || isAllowed(statSync(path), ids, 4);

/** The outermost folder on this path that the account may not pass through, or null. What does not exist yet is open. */
export function folderClosedTo(account: ServerAccount, path: string): string | null {
  const folder = resolve(path);
  if (account.ids === null) return null;
  const above = folder === dirname(folder) ? null : folderClosedTo(account, dirname(folder));
  if (above !== null) return above;
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats === undefined || isAllowed(stats, account.ids, 1) ? null : folder;
}
