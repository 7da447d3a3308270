/** What of a time stamp is not as it must be. */
export type FaultyStamp =
  | 'malformed'
  | 'refused'
  | 'imprint'
  | 'nonce'
  | 'policy'
  | 'time'
  | 'algorithm'
  | 'digest'
  | 'signature'
  | 'certificate'
  | 'chain';

/** Why a time stamp proves nothing: which part of it is wrong, and how. */
export class TimestampFault extends Error {
  constructor(
    readonly part: FaultyStamp,
    detail: string,
  ) {
    super(detail);
    this.name = 'TimestampFault';
  }
}
