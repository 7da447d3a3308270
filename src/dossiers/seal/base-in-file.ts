import type { BaseRevision } from '../pdf/base-revision';
import { type Dictionary, isReference, UnreadablePdf } from '../pdf/read/pdf-value';
import { entriesOf, itemsOf, numberOf, referenceOf } from './pdf-entries';
import { PdfObjects } from './pdf-objects';
import type { SealedFile } from './seal-report';

const TAIL = 64;

/** Where the cross-references of the revision begin that ends there. */
export function startXrefBefore(file: SealedFile, end: number): number {
  const text = file.read(Math.max(0, end - TAIL), end).toString('latin1');
  const [, start] = /startxref\n(\d{1,15})\n%%EOF\n$/.exec(text) ?? [];
  if (start === undefined || Number(start) >= end) throw new UnreadablePdf('it does not end as a revision does');
  return Number(start);
}

/**
 * What a seal must know of the bytes under it, read back from the first so many bytes of a file: they must be one single
 * revision with one signature field, which is empty. Throws `UnreadablePdf`, in words.
 */
export function baseInFile(file: SealedFile, length: number): BaseRevision {
  const startXref = startXrefBefore(file, length);
  const objects = new PdfObjects(file, startXref, length);
  const { trailer } = objects;
  if (trailer.has('Prev')) throw new UnreadablePdf('it was changed before it was sealed');
  const root = referenceOf(trailer.get('Root'));
  const catalog = objects.entriesOf(root);
  const fields = itemsOf(formOf(objects, catalog).get('Fields'));
  if (fields.length !== 1) throw new UnreadablePdf(`it has ${fields.length} form fields, and must have one`);
  const field = referenceOf(fields[0]);
  const entries = objects.entriesOf(field);
  if (entries.has('V') || entries.get('FT') !== '/Sig')
    throw new UnreadablePdf('its signature field is not an empty one');
  return {
    ...{ length, startXref, size: numberOf(trailer.get('Size')), root, info: referenceOf(trailer.get('Info')) },
    ...{ dss: referenceOf(catalog.get('DSS')), id: fileIdOf(trailer) },
    field: { id: field, body: objects.textOf(field).replace(/\s*>>$/, '') },
  };
}

function formOf(objects: PdfObjects, catalog: Dictionary): Dictionary {
  const form = catalog.get('AcroForm');
  return isReference(form) ? objects.entriesOf(form.ref) : entriesOf(form);
}

function fileIdOf(trailer: Dictionary): string {
  const [first] = itemsOf(trailer.get('ID'));
  if (!Buffer.isBuffer(first) || first.length !== 16) throw new UnreadablePdf('it has no identifier');
  return first.toString('hex');
}
