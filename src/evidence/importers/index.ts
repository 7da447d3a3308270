import { type Format } from '../normal-form';
import { openDocument } from './evidence-document';
import { type Importer } from './importer';
import { recognised } from './importer-choice';
import { lmEval } from './lm-eval';

/** Every importer; a document belongs to the first that detects it. */
export const IMPORTERS: readonly Importer[] = [lmEval];

/** The format of a file by its content; throws a Refusal `unreadable-file` when no importer reads it. */
export const detect = (bytes: Uint8Array): Format => recognised(IMPORTERS, openDocument(bytes)).format;
