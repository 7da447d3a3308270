import { PdfParser } from '../pdf/read/pdf-parser';
import { type Dictionary, isDictionary, isList, isReference, UnreadablePdf, type Value } from '../pdf/read/pdf-value';

/** The value that begins at a place, and where it ends. Throws `UnreadablePdf`. */
export function valueAt(bytes: Buffer, from: number): { readonly value: Value; readonly end: number } {
  const parser = new PdfParser(bytes, from);
  return { value: parser.value(), end: parser.at };
}

/** The entries of a dictionary; throws for another value. */
export function entriesOf(value: Value | undefined): Dictionary {
  if (!isDictionary(value)) throw new UnreadablePdf('a dictionary that it must have is not there');
  return value;
}

export function itemsOf(value: Value | undefined): readonly Value[] {
  if (!isList(value)) throw new UnreadablePdf('an array that it must have is not there');
  return value;
}

export function referenceOf(value: Value | undefined): number {
  if (!isReference(value)) throw new UnreadablePdf('a reference that it must have is not there');
  return value.ref;
}

/** A whole number, not below zero. */
export function numberOf(value: Value | undefined): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new UnreadablePdf('a number in it is none');
  return value;
}
