/** One field of a record as it is compared; null where the record says nothing. */
export interface Field {
  readonly name: string;
  readonly text: string | null;
  /** What can be checked bit by bit: a digest, a code, a figure. */
  readonly isCode?: true;
}

/** One thing of a part. Two are the same thing where their keys are equal. */
export interface Entry {
  readonly key: string;
  readonly title: string;
  /** `EV-0001`, where it has one; it is not compared. */
  readonly code: string | null;
  readonly href: string | null;
  readonly fields: readonly Field[];
}

/** A part of what is compared, such as the evidence of a version. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** One side of a comparison: what it is called, where it is read, and from when it is. */
export interface Side {
  readonly name: string;
  readonly href: string;
  readonly note: string;
  readonly illustrative: boolean;
  readonly parts: readonly Part[];
}

export const field = (name: string, text: string | null): Field => ({ name, text });
export const codeField = (name: string, text: string | null): Field => ({ name, text, isCode: true });
