import type { Role } from '../access/policy/roles';

/** Every kind of work that waits for a person; a room that has another one names it here. */
export const WORK_KINDS = [
  ...(['question', 'mention', 'answer', 'signature', 'review', 'returned'] as const),
  ...(['draft', 'gap', 'expiring'] as const),
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** The record that work is about, as people cite it. */
export interface WorkRecord {
  /** The table: `evidence`. */
  readonly type: string;
  readonly id: string;
  /** `EV-0001`; null where there is none. */
  readonly code: string | null;
  readonly label: string;
  readonly href: string;
}

/** What is to be signed, or was rejected. */
export interface WorkSigning {
  /** `intended-use` */
  readonly process: string;
  readonly step: number;
  readonly meaning: string;
  readonly role: string;
  /** For whom, where it is as a substitute. */
  readonly onBehalfOf: { readonly id: string; readonly printedName: string } | null;
}

/** One thing that waits for a person. */
export interface WorkItem {
  readonly kind: WorkKind;
  /** Since when it waits. */
  readonly since: Date;
  readonly record: WorkRecord;
  /** What it is, in words; the beginning of a longer text. */
  readonly text: string;
  /** Null where nothing is signed. */
  readonly signing: WorkSigning | null;
  /** The day on which it is due, as `2026-11-20`; null where none is set. */
  readonly dueOn: string | null;
  /** Where it is done. */
  readonly href: string;
}

/** What waits for a person in one room: the oldest things, and how many there are of each kind that it has. */
export interface Waiting {
  readonly items: readonly WorkItem[];
  readonly counts: Readonly<Partial<Record<WorkKind, number>>>;
}

/**
 * Where work comes from. `roles` are those that the person has now; what he may not do is no work of his. Of each kind the
 * oldest are asked for, so many at most, and all are counted.
 */
export interface WorkSource {
  of(personId: string, roles: readonly Role[], most: number): Promise<Waiting>;
}

const MARK = Symbol('WorkSource');

type SourceClass = abstract new (...args: never[]) => WorkSource;

/**
 * Makes a provider a source of work. This is all there is to do: put the class among the providers of its module; the work
 * list finds it there.
 *
 *     \@BringsWork()
 *     \@Injectable()
 *     export class CommentWork implements WorkSource {
 *       async of(personId: string): Promise<Waiting> { … }
 *     }
 */
export const BringsWork =
  () =>
  (type: SourceClass): void => {
    Object.defineProperty(type, MARK, { value: true });
  };

/** Whether a class brings work. */
export const bringsWork = (type: unknown): boolean => typeof type === 'function' && Object.hasOwn(type, MARK);
