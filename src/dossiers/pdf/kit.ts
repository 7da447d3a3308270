import PDFDocument from 'pdfkit';
import type { Font } from 'fontkit';
import type { SubsetFont } from './face';

/** An indirect object of pdfkit. */
export interface KitReference {
  readonly id: number;
  data: Record<string, unknown>;
  end(bytes?: Uint8Array): void;
  toString(): string;
}

export interface KitOutline {
  addItem(title: string, options: { pageNumber: number; fit: boolean; top: number; left: number }): KitOutline;
}

/** The part of pdfkit that is used: object writer, font subsets, outline and information. It has no public types. */
export interface Kit {
  readonly _root: KitReference;
  readonly _info: KitReference;
  _offsets: { readonly length: number; push(): number };
  readonly outline: KitOutline;
  readonly _font: SubsetFont;
  _id: Uint8Array;
  _write(bytes: Uint8Array | string): void;
  _refEnd(reference: KitReference): void;
  _finalize(): void;
  endAcroForm(): void;
  endOutline(): void;
  endMetadata(): void;
  ref(content?: Record<string, unknown>): KitReference;
  font(font: Font): void;
  read(): Buffer | null;
  end(): void;
}

/** A new pdfkit document without a page or a font: version 1.7, information as given, nothing from the clock. */
export const openKit = (info: Record<string, unknown>, language: string, compress: boolean): Kit =>
  new PDFDocument({
    autoFirstPage: false,
    font: null,
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    info,
    compress,
  } as unknown as PDFKit.PDFDocumentOptions) as unknown as Kit;

/** A value that pdfkit writes as it stands; it knows such values by their prototype. */
export function rawValue(kit: Kit, text: string): object {
  const referenceLike = Object.getPrototypeOf(Object.getPrototypeOf(kit._root)) as object;
  return Object.assign(Object.create(referenceLike) as object, { toString: () => text });
}
