/** Emptied at every start; PostgreSQL wants the folders (PostgreSQL, “Making a Base Backup Using the Low Level API”). */
const EMPTY = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];

/** What belongs to the running server, or would be taken for something else by a restored one. */
const NEVER = new Set([
  ...['postmaster.pid', 'postmaster.opts', 'current_logfiles', 'backup_manifest'],
  ...['backup_label', 'backup_label.old', 'tablespace_map', 'tablespace_map.old', 'recovery.signal', 'standby.signal'],
]);

/** Whether a path of the database's folder stays out of a backup. */
export function isLeftOut(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (NEVER.has(path) || name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init')) return true;
  return EMPTY.some(
    (folder) => path.startsWith(`${folder}/`) && path !== 'pg_wal/archive_status' && path !== 'pg_wal/summaries',
  );
}
