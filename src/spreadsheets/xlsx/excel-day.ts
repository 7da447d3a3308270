const DAY_MS = 86_400_000;
/** Serial 0 of each calendar; the one of 1900 counts a 29 February 1900 that never was, so days before it are one off. */
const ZERO_1900 = Date.UTC(1899, 11, 30);
const ZERO_1904 = Date.UTC(1904, 0, 1);
const LEAP_BUG = 60;

/** The day of a date of Excel, with its minute where it has one; no time zone is in it, and none is added. */
export function excelDay(serial: number, is1904: boolean): string | null {
  const isBeforeBug = !is1904 && serial < LEAP_BUG;
  const minutes = Math.round(serial * 1_440) * 60_000;
  const at = new Date((is1904 ? ZERO_1904 : ZERO_1900) + minutes + (isBeforeBug ? DAY_MS : 0));
  if (serial < 0 || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null;
  const text = at.toISOString();
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}
