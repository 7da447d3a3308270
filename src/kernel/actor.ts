/** How an act came: in a session of a person, by a token of his, or by whom no person stands. */
export interface Via {
  readonly kind: 'session' | 'token' | 'link' | 'operator' | 'program';
  /** Of the session, the token or the link; null for the others. */
  readonly id: string | null;
}

/** Who does something. The name is kept as it was when the act was done; ids are never used again. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  /** The role in which it was allowed. */
  readonly role: string;
  readonly via: Via;
  /** The request that the act came with, as the log names it; null for the program itself. */
  readonly requestId: string | null;
}

/** The program itself, where nobody asked: a schedule, or what it finds out. */
export const PROGRAM: Actor = {
  ...{ id: 'predicate', name: 'Predicate', role: 'program' },
  ...{ via: { kind: 'program', id: null }, requestId: null },
};

/** Who has the operator's hands: the command line beside the data, or the operator's token. */
export const operatorActor = (requestId: string | null = null, name = 'Operator'): Actor => ({
  ...{ id: 'operator', name, role: 'operator', via: { kind: 'operator', id: null }, requestId },
});
