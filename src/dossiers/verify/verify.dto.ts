import { MayPattern } from '../../http/fields';

/** Asks about a dossier by the SHA-256 of its file or of the record in it. */
export class VerifyQuery {
  @MayPattern(/^[0-9a-fA-F]{64}$/, 'must be the 64 digits of a SHA-256') sha256?: string;
}
