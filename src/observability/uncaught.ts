import type { ServiceLog } from './service-log';

/** Ends the process on an error that nobody caught, with one clean line: Node would print the error with all it carries. */
export function logUncaught(log: ServiceLog): void {
  process.on('uncaughtException', (error: unknown) => {
    log.fatal('Nobody caught this error', error);
    process.exit(1);
  });
}
