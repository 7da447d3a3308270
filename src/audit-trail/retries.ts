import { setTimeout as sleep } from 'node:timers/promises';
import { retries } from '../observability/counted';

const TRIES = 3;
/** PostgreSQL: serialization failure, and deadlock detected. The same transaction again may well succeed. */
const TRANSIENT = new Set(['40001', '40P01']);

const isTransient = (error: unknown): boolean => TRANSIENT.has((error as { code?: string }).code ?? '');

/** Tries a whole transaction again when PostgreSQL gave it up for another one; after three tries it is refused. */
export async function withRetries<T>(mayRetry: () => boolean, transaction: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!isTransient(error) || tried === TRIES || !mayRetry()) throw error;
      retries.inc();
      await sleep(10 * tried + Math.random() * 20);
    }
  }
}
