import { type FieldError, Refusal } from '../kernel/refusal';
import { MAX_WRITTEN_ROWS } from './limits';
import type { Plan, PlannedLine } from './plan';

const SHOWN = 100;

/** The rows of a plan that change the record. */
export const toWrite = ({ lines }: Pick<Plan, 'lines'>): readonly PlannedLine[] =>
  lines.filter(({ verdict }) => verdict === 'new' || verdict === 'changed');

const refusedIn = ({ lines }: Plan): readonly PlannedLine[] => lines.filter(({ verdict }) => verdict === 'refused');

const errorsOf = (lines: readonly PlannedLine[]): FieldError[] =>
  lines
    .flatMap(({ draft, reasons }) =>
      reasons.map(({ pointer, detail }) => ({ pointer: `/${draft.row}${pointer}`, detail })),
    )
    .slice(0, SHOWN);

/** Why a plan is too much for one transaction; null when it is not. */
export function tooMuch(plan: Pick<Plan, 'lines'>): string | null {
  const count = toWrite(plan).length;
  if (count <= MAX_WRITTEN_ROWS) return null;
  return `At most ${MAX_WRITTEN_ROWS} new and changed rows are written at once, and there are ${count}: send the file in parts`;
}

/** Whether a plan can be carried out as a whole: no row is refused, and it is not too much for one transaction. */
export const isAppliable = (plan: Plan): boolean => refusedIn(plan).length === 0 && tooMuch(plan) === null;

/** Refuses a plan that is not the one that was seen, that refuses a row, or that is too much at once. */
export function refuseUnfit(plan: Plan, seen: string): void {
  if (plan.planSha256 !== seen) {
    const detail =
      'The file or the record is not what it was in the dry run; ask for a new one, look at it, and apply that';
    throw new Refusal('precondition-failed', detail);
  }
  const refused = refusedIn(plan);
  if (refused.length > 0) {
    const rows = refused.slice(0, SHOWN).map(({ draft }) => draft.row);
    const detail = `Nothing was written, because of row ${rows.join(', ')}: correct or remove them`;
    throw new Refusal('validation', detail, errorsOf(refused));
  }
  const limit = tooMuch(plan);
  if (limit !== null) throw new Refusal('payload-too-large', limit);
}
