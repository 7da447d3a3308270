import { instantIn, zoneAt } from '../kernel/time-zone';

const HOUR_MS = 60 * 60 * 1000;

/** The clock on the wall of a zone. */
export interface WallClock {
  /** As `2026-11-30`. */
  readonly day: string;
  readonly hour: number;
}

export function wallClock(timeZone: string, now: Date): WallClock {
  const text = instantIn(zoneAt(timeZone, now), now);
  return { day: text.slice(0, 10), hour: Number(text.slice(11, 13)) };
}

/** Hours between which nothing is sent, where the person is; from 22 until 7 is over midnight. */
export interface QuietHours {
  readonly timeZone: string;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
}

function isQuiet({ timeZone, quietFrom: from, quietUntil: until }: QuietHours, at: Date): boolean {
  if (from === null || until === null || from === until) return false;
  const { hour } = wallClock(timeZone, at);
  return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

/** The first instant from now on that is not quiet: now, or the beginning of the hour at which the quiet ends. */
export function notBefore(quiet: QuietHours, now: Date): Date {
  if (!isQuiet(quiet, now)) return now;
  const quarter = HOUR_MS / 4;
  let at = Math.floor(now.getTime() / quarter) * quarter;
  for (let step = 0; step < 4 * 25 && isQuiet(quiet, new Date(at)); step += 1) at += quarter;
  return new Date(at);
}
