/** Who does something. The name is kept as it was when the act was done; ids are never used again. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** The request that the act came with, as the log names it; null for the program itself. */
  readonly requestId: string | null;
}

/** The program itself, where nobody asked: a schedule, or what it finds out. */
export const PROGRAM: Actor = { id: 'predicate', name: 'Predicate', role: 'program', requestId: null };
