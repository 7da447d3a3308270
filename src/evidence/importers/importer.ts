import { type EvidenceSource, type Format, type NormalForm } from '../normal-form';
import { type EvidenceDocument } from './evidence-document';

/** Reads one format. Pure: the same document and source give the same normal form, for ever, under one version. */
export interface Importer {
  readonly format: Format;
  /** As `lm_eval@1`; a change of what is read is a new version. */
  readonly version: string;
  /** What tells the format, in words, for whoever has another file. */
  readonly looksFor: string;
  /** Whether the content, never the name, is of this format. */
  detects(document: EvidenceDocument): boolean;
  /** Throws a Refusal `unreadable-file` when the document holds nothing to record. */
  read(document: EvidenceDocument, source: EvidenceSource): NormalForm;
}
