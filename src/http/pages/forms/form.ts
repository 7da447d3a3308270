import type { InputClass } from './shape';

/** A rule that a field answers to: printed beside it, and linked where it can be read. */
export interface Cited {
  readonly text: string;
  readonly href?: string;
}

/** An answer that can be chosen. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** How a field is asked for in words; what it takes is said by the class of the input. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  readonly cites?: readonly Cited[];
  readonly unit?: string;
  /** Lines of a long text; one line where it is left out. */
  readonly rows?: number;
  /** How the choices of a closed list are said. */
  readonly options?: Readonly<Record<string, string>>;
  /** Of the fields of an object, or of each row of a list. */
  readonly fields?: Readonly<Record<string, FieldWords>>;
  /** What a row of a list is called: `Artifact`. */
  readonly row?: string;
}

/** Fields that belong together, under one heading. */
export interface FormPart {
  readonly heading?: string;
  readonly hint?: string;
  readonly fields: Readonly<Record<string, FieldWords>>;
}

/** A form: what it takes, and how it asks for it. */
export interface FormSpec<T extends object = object> {
  /** Under which its drafts are kept, as `intended-use`. */
  readonly name: string;
  readonly input: new () => T;
  readonly parts: readonly FormPart[];
  /** The act, as the button says it: `Register the model`. */
  readonly act: string;
}

/** A form whose words are checked against its class. */
export const formOf = <T extends object>(spec: FormSpec<T>): FormSpec<T> => spec;

export const wordsOf = ({ parts }: FormSpec): Readonly<Record<string, FieldWords>> =>
  Object.assign({}, ...parts.map(({ fields }) => fields)) as Record<string, FieldWords>;

export type { InputClass };
