/**
 * What must be known of the first revision of a dossier to add a seal to it without reading it again (ISO 32000-1 §7.5.6,
 * incremental updates). The base is what the record makes, byte for byte; everything after it is a seal.
 */
export interface BaseRevision {
  /** How many bytes it has. */
  readonly length: number;
  /** Where its cross-reference stream begins. */
  readonly startXref: number;
  /** One more than its highest object number. */
  readonly size: number;
  /** Object numbers of the catalog, the information dictionary, and the slot that `/DSS` of the catalog points to. */
  readonly root: number;
  readonly info: number;
  readonly dss: number;
  /** The file identifier: 32 hexadecimal digits. */
  readonly id: string;
  /** The signature field, empty in the base; `body` is its dictionary without the closing `>>`, so that `/V` can follow. */
  readonly field: { readonly id: number; readonly body: string };
}
