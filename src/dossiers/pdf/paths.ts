import { INKS, points as p, type Ink } from './ink';

/** Everything here takes points from the upper left corner of the live area, y downwards, and gives path operators. */
const at = (x: number, y: number): string => `${p(x)} ${p(-y)}`;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const pen = (width: number, ink: Ink): string => `${width} w ${INKS[ink]} RG `;

/** A level line from `x` over `length`. */
export const rule = (x: number, y: number, length: number, [width, ink]: readonly [number, Ink]): string =>
  `${pen(width, ink)}${at(x, y)} m ${at(x + length, y)} l S\n`;

export const upright = (x: number, [top, bottom]: readonly [number, number], [width, ink]: Pen): string =>
  `${pen(width, ink)}${at(x, top)} m ${at(x, bottom)} l S\n`;

export type Pen = readonly [width: number, ink: Ink];
export type Point = readonly [x: number, y: number];

/** An open line through points. */
export const through = (points: readonly Point[], [width, ink]: Pen): string =>
  `${pen(width, ink)}${points.map(([x, y], i) => `${at(x, y)} ${i === 0 ? 'm' : 'l'}`).join(' ')} S\n`;

/** A filled shape with these corners. */
export const shape = (points: readonly Point[], ink: Ink): string =>
  `${INKS[ink]} rg ${points.map(([x, y], i) => `${at(x, y)} ${i === 0 ? 'm' : 'l'}`).join(' ')} f\n`;

const rectangle = ({ x, y, width, height }: Box): string => `${at(x, y + height)} ${p(width)} ${p(height)} re`;

export const frame = (box: Box, [width, ink]: Pen): string => `${pen(width, ink)}${rectangle(box)} S\n`;

export const fill = (box: Box, ink: Ink): string => `${INKS[ink]} rg ${rectangle(box)} f\n`;

/** Many filled boxes at once. */
export const fillAll = (boxes: readonly Box[], ink: Ink): string =>
  `${INKS[ink]} rg\n${boxes.map(rectangle).join('\n')}\nf\n`;

/** The same strokes, dashed. */
export const dashed = (strokes: string, on: number, off: number): string => `[${on} ${off}] 0 d ${strokes}[] 0 d\n`;

/** Slanted strokes in a box, clipped to it. */
export function hatch(box: Box, step: number, width: number): string {
  let lines = '';
  for (let x = box.x - box.height; x < box.x + box.width; x += step) {
    lines += `${at(x, box.y + box.height)} m ${at(x + box.height, box.y)} l `;
  }
  return `q ${rectangle(box)} W n ${pen(width, 'ink')}${lines}S Q\n`;
}

const K = 0.5523;

function circlePath([x, y]: Point, r: number): string {
  const k = K * r;
  return (
    `${at(x + r, y)} m ${at(x + r, y + k)} ${at(x + k, y + r)} ${at(x, y + r)} c ` +
    `${at(x - k, y + r)} ${at(x - r, y + k)} ${at(x - r, y)} c ` +
    `${at(x - r, y - k)} ${at(x - k, y - r)} ${at(x, y - r)} c ` +
    `${at(x + k, y - r)} ${at(x + r, y - k)} ${at(x + r, y)} c h`
  );
}

export const disc = (centre: Point, r: number, ink: Ink): string => `${INKS[ink]} rg ${circlePath(centre, r)} f\n`;

export const ring = (centre: Point, r: number, [width, ink]: Pen): string =>
  `${pen(width, ink)}${circlePath(centre, r)} S\n`;

/** The left half of a disc. */
export function halfDisc([x, y]: Point, r: number, ink: Ink): string {
  const k = K * r;
  return (
    `${INKS[ink]} rg ${at(x, y - r)} m ${at(x - k, y - r)} ${at(x - r, y - k)} ${at(x - r, y)} c ` +
    `${at(x - r, y + k)} ${at(x - k, y + r)} ${at(x, y + r)} c h f\n`
  );
}
