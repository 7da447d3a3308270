const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** So many bytes in words, with at most one digit behind the point: `1.5 GiB`. */
export function sized(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${UNITS[step] ?? 'bytes'}`;
}
