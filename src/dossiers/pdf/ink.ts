const rgb = (hex: string): string =>
  [1, 3, 5].map((at) => Math.round((parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000).join(' ');

/** The colours of a dossier as PDF operands; each is told apart in grey too, and none carries a meaning alone. */
export const INKS = {
  ink: rgb('#14181D'),
  muted: rgb('#4A535D'),
  accent: rgb('#0A4A6B'),
  alarm: rgb('#8A2B06'),
  line: rgb('#BFC6CE'),
  wash: rgb('#EEF1F4'),
  white: '1 1 1',
} as const;

export type Ink = keyof typeof INKS;

/** A length in points as the content stream says it: two decimals, never `-0` or an exponent. */
export const points = (length: number): string => String(Math.round(length * 100) / 100 || 0);
