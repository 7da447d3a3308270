/** What a cell says once it is read: by the API's own types, or the text itself where it is none of them. */
export type Value = string | number | boolean | null;

/** A column of a spreadsheet. */
export interface Column {
  readonly name: string;
  readonly isRequired: boolean;
  /** What it holds, for people, in half a sentence. */
  readonly meaning: string;
  /** What stands there in the template. */
  readonly example: string;
}

export const must = (name: string, meaning: string, example: string): Column => ({
  ...{ name, meaning, example },
  isRequired: true,
});
export const may = (name: string, meaning: string, example = ''): Column => ({
  ...{ name, meaning, example },
  isRequired: false,
});

/** The first column of every kind. */
export const ID = may('id', 'the id that this service gave; with it a row may change what it is named by');

/** The text of a cell as it is. */
export const asText = (text: string | null): Value => text;

/** A text that is a whole number as that number; anything else as it is, for the rules of the field to refuse. */
export const wholeNumber = (text: string | null): Value =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : text;

const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };
/** `TRUE`, `yes`, `false`, `No` as what they mean; an empty cell as no. */
export const flag = (text: string | null): Value => (text === null ? false : (FLAGS[text.toLowerCase()] ?? text));
