import type { NoteSignature } from '../audit-trail/log/note-signature';
import { printedCosignatures, printedWitnessSize, SIZE_MEDIA_TYPE } from '../audit-trail/log/witness-answer';

/** What a witness says over HTTP. */
export interface WitnessAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** The methods that there are, where another was used. */
  readonly allow?: string;
}

const TEXT = 'text/plain; charset=utf-8';

const inWords = (status: number, detail: string): WitnessAnswer => ({ status, type: TEXT, body: `${detail}\n` });

/** The cosignature, a line each. */
export const cosigned = (signatures: readonly NoteSignature[]): WitnessAnswer => ({
  ...{ status: 200, type: TEXT, body: printedCosignatures(signatures) },
});

/** The size that was cosigned last: the caller goes on from there. */
export const conflict = (size: number): WitnessAnswer => ({
  ...{ status: 409, type: SIZE_MEDIA_TYPE, body: printedWitnessSize(size) },
});

export const malformed = (detail: string): WitnessAnswer => inWords(400, detail);
export const notSigned = (detail: string): WitnessAnswer => inWords(403, detail);
export const unknownLog = (): WitnessAnswer => inWords(404, 'This witness does not look after the log of that origin');
export const notConsistent = (): WitnessAnswer =>
  inWords(422, 'The proof does not show that the checkpoint continues the one that was cosigned last');
export const notAllowed = (allow: string): WitnessAnswer => ({ ...inWords(405, `Here one may ${allow}`), allow });
export const somethingElse = inWords;
