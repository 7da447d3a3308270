/** The live area: 504 × 650 points on both papers, so that lines and pages break alike on both. */
export const LIVE = { width: 504, height: 650 } as const;

/** The zones of the twelve columns, each from its left edge in the live area. */
export const ZONE = {
  label: { x: 0, width: 74 },
  text: { x: 86, width: 289 },
  lead: { x: 86, width: 332 },
  side: { x: 387, width: 117 },
  wide: { x: 86, width: 418 },
  full: { x: 0, width: 504 },
} as const;

/** Half a line; all vertical space is a multiple of it. */
export const BEAT = 6.5;

/** What a heading wants free below it, so that it never stands alone at the foot. */
export const HEADING_ROOM = 90;

/** The next place on the vertical grid. */
export const snap = (y: number): number => Math.ceil(y / BEAT - 1e-6) * BEAT;

export interface Paper {
  readonly width: number;
  readonly height: number;
  /** Where the live area's upper left corner is, in PDF space. */
  readonly left: number;
  readonly top: number;
}

export const PAPERS: Readonly<Record<'letter' | 'a4', Paper>> = {
  letter: { width: 612, height: 792, left: 54, top: 792 - 70 },
  a4: { width: 595.28, height: 841.89, left: 45.64, top: 841.89 - 87 },
};
