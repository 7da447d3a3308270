/** Longer than this nobody is kept waiting. */
export const MAX_WAIT_SECONDS = 5;

const WAIT = /^wait\s*=\s*(?:"(\d{1,9})"|(\d{1,9}))\s*(?:;|$)/i;

/**
 * How many seconds a caller is ready to wait (`Prefer: wait=5`, RFC 7240 §4.3), as far as it is followed; null when
 * nothing is said. The first of several holds, and what is not understood is passed over (§2).
 */
export function waitIn(header: string | readonly string[] | undefined): number | null {
  const preferences = [header ?? []].flat().join(',').split(',');
  const found = preferences.map((one) => WAIT.exec(one.trim())).find((one) => one !== null);
  return found === undefined ? null : Math.min(Number(found[1] ?? found[2]), MAX_WAIT_SECONDS);
}
