/** What stands in a redacted edition where a value is withheld: its number leads to the reason and the digest. */
export const withheldMark = (number: number): string => `[withheld ${number}]`;

/** Splits a text at such marks: texts at even places, numbers at odd ones. */
export const WITHHELD = /\[withheld (\d+)\]/;

export const isWithheld = (text: string): boolean => WITHHELD.test(text);
