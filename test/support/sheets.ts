import type { House } from './house';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface PlannedRow {
  readonly row: number;
  readonly verdict: string;
  readonly id: string | null;
  readonly changes: readonly { readonly column: string; readonly from: unknown; readonly to: unknown }[];
  readonly reasons: readonly { readonly pointer: string; readonly detail: string }[];
}
export interface Planned {
  readonly planSha256: string;
  readonly isAppliable: boolean;
  readonly sheet: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  readonly rows: readonly PlannedRow[];
}
export interface Applied {
  readonly counts: Readonly<Record<string, number>>;
  readonly written: readonly { readonly row: number; readonly verdict: string; readonly id: string }[];
}
type File = string | Buffer;

const typeOf = (file: File): string => (typeof file === 'string' ? CSV : XLSX);

/** Sends a file for a dry run; the answer is the caller's to hold to. */
export const dryRun = (house: House, kind: string, file: File, type = typeOf(file)) =>
  house.staff.post(`/api/v1/spreadsheets/${kind}`).unset('Idempotency-Key').set('Content-Type', type).send(file);

/** The plan of a file. */
export const planned = async (house: House, kind: string, file: File): Promise<Planned> =>
  (await dryRun(house, kind, file).expect(200)).body as Planned;

/** Applies a plan that was seen. */
export const apply = (house: House, kind: string, file: File, plan: string, reason = 'From the inventory') =>
  house.staff
    .post(`/api/v1/spreadsheets/${kind}/apply`)
    .query({ plan, reason })
    .set('Content-Type', typeOf(file))
    .send(file);

/** Dry run, and then the same applied. */
export async function broughtIn(house: House, kind: string, file: File): Promise<Applied> {
  const { planSha256 } = await planned(house, kind, file);
  return (await apply(house, kind, file, planSha256).expect(200)).body as Applied;
}

/** What the rows come to, in order. */
export const verdictsOf = ({ rows }: Planned): string[] => rows.map(({ verdict }) => verdict);

/** The rows that are refused: their numbers, and at which columns. */
export const refusalsOf = ({ rows }: Planned) =>
  rows
    .filter(({ verdict }) => verdict === 'refused')
    .map(({ row, reasons }) => [row, ...reasons.map(({ pointer }) => pointer)]);
