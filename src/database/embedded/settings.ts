/**
 * The server's settings, given on its command line so that an existing database has those of the release that runs it.
 * Loopback only and no socket file: whoever may connect has a password. An acknowledged commit is on the disk.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '60',
  shared_buffers: '128MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  logging_collector: 'off',
};

/** The arguments with which a server is started on this data and this port. */
export const serverArguments = (cluster: string, port: number): string[] => [
  '-D',
  cluster,
  '-p',
  `${port}`,
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];
