import type { Evidence } from './evidence.entity';

const DAY = 24 * 60 * 60 * 1000;

/** Whether a record made now, of work done on that day, is late: more than a day after it (ALCOA+, contemporaneous). */
export const isLateEntry = (performedOn: string, recordedAt: Date): boolean =>
  recordedAt.getTime() - new Date(`${performedOn}T23:59:59.999Z`).getTime() > DAY;

/** Whether the day is yet to come anywhere on earth (UTC+14). */
export const isInFuture = (performedOn: string, now: Date): boolean =>
  performedOn > new Date(now.getTime() + 14 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** As it is printed and cited: EV-0001. */
export const evidenceCode = ({ number }: Pick<Evidence, 'number'>): string => `EV-${String(number).padStart(4, '0')}`;

export type EvidenceState = 'recorded' | 'superseded' | 'withdrawn';

/** What has become of it; withdrawn wins, since it then supports nothing however new. */
export function evidenceState(isSuperseded: boolean, isWithdrawn: boolean): EvidenceState {
  if (isWithdrawn) return 'withdrawn';
  return isSuperseded ? 'superseded' : 'recorded';
}
