/** An act as a dossier carries it: what is printed of it, and its own bytes. */
export interface RecordedEvent {
  readonly id: string;
  /** Its position in the log, counted from 0; null while it is not there. */
  readonly index: number | null;
  readonly at: string;
  readonly act: string;
  readonly subject: string;
  readonly actor: string;
  readonly reason: string | null;
  /** Of the bytes of the event. */
  readonly sha256: string;
  /** Those bytes as text: canonical JSON (RFC 8785) that was never serialised again. Null where it is withheld. */
  readonly payload: string | null;
}
