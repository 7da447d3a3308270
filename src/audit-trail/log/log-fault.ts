/** What of the log is not as it must be. */
export type FaultyPart =
  | 'tree-size'
  | 'tile-path'
  | 'tile'
  | 'entry-bundle'
  | 'frontier'
  | 'key'
  | 'note'
  | 'signature'
  | 'checkpoint'
  | 'cosignature'
  | 'proof'
  | 'witness-request'
  | 'witness-answer';

/** The only thing that the log throws: which part of it is wrong, and how, in words that name the place. */
export class LogFault extends Error {
  constructor(
    readonly part: FaultyPart,
    detail: string,
  ) {
    super(detail);
    this.name = 'LogFault';
  }
}
