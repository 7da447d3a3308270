/** Every reason for which something asked is not done, with the status that a door answers (RFC 9457). */
export const REFUSALS = {
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'bad-url': { status: 400, title: 'The address is not well formed' },
  'malformed-json': { status: 400, title: 'The body is not well-formed JSON' },
  'invalid-utf8': { status: 400, title: 'The body is not UTF-8' },
  'duplicate-name': { status: 400, title: 'A name stands twice in one object' },
  'number-out-of-range': { status: 400, title: 'A number cannot be kept exactly' },
  'empty-body': { status: 400, title: 'The body is empty' },
  'nul-character': { status: 400, title: 'A text holds a character that no record can keep' },
  'lone-surrogate': { status: 400, title: 'A text holds half of a character' },
  noncharacter: { status: 400, title: 'A text holds a code point that is no character' },
  'forbidden-name': { status: 400, title: 'A name is not accepted anywhere' },
  'too-deep': { status: 400, title: 'The body nests too deep' },
  'idempotency-key-missing': { status: 400, title: 'This request needs an Idempotency-Key' },
  'invalid-query': { status: 400, title: 'A query parameter is not accepted' },
  'authentication-required': { status: 401, title: 'Authentication is required' },
  'authentication-failed': { status: 401, title: 'These do not belong together' },
  'reauthentication-required': { status: 401, title: 'This wants that you sign in again' },
  'assertion-invalid': { status: 401, title: 'The passkey did not sign what was asked' },
  'access-expired': { status: 401, title: 'No grant of this auditor runs now' },
  forbidden: { status: 403, title: 'This is not allowed' },
  csrf: { status: 403, title: 'The request did not come from a page of this service' },
  'https-required': { status: 403, title: 'This service is reached by HTTPS alone' },
  'interactive-required': { status: 403, title: 'This takes a person who is signed in' },
  'policy-not-accepted': { status: 403, title: 'The policy on signatures is not accepted yet' },
  'separation-of-duties': { status: 403, title: 'This must be done by somebody else' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This method is not available here' },
  'not-acceptable': { status: 406, title: 'The answer has none of the media types asked for' },
  timeout: { status: 408, title: 'It took too long' },
  'invalid-state': { status: 409, title: 'The record is in a state that does not allow this' },
  'idempotency-in-progress': { status: 409, title: 'An equal request is still running' },
  duplicate: { status: 409, title: 'This is recorded already' },
  'not-ready': { status: 409, title: 'The dossier has gaps that keep it from being issued' },
  retention: { status: 409, title: 'This is kept: a hold stands or its period is not over' },
  'already-begun': { status: 409, title: 'There is an administrator already' },
  'signature-required': { status: 409, title: 'This is done by signature alone' },
  'step-not-open': { status: 409, title: 'Others have to sign first, or nobody any more' },
  'open-questions': { status: 409, title: 'Something that was asked is not answered' },
  'record-changed': { status: 409, title: 'What was to be signed has changed' },
  'already-signed': { status: 409, title: 'You have signed this already' },
  'request-used': { status: 409, title: 'This request was signed already' },
  'request-expired': { status: 410, title: 'The request to sign ran out' },
  gone: { status: 410, title: 'The bytes were disposed of' },
  'precondition-failed': { status: 412, title: 'The record has changed since' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This media type is not accepted here' },
  'unsupported-charset': { status: 415, title: 'Only UTF-8 is read' },
  'unsupported-encoding': { status: 415, title: 'Only bodies that are not compressed are read' },
  'expectation-failed': { status: 417, title: 'This expectation cannot be met' },
  validation: { status: 422, title: 'Some fields are not as they must be' },
  'invalid-date': { status: 422, title: 'A day does not exist' },
  inconsistent: { status: 422, title: 'Two fields contradict each other' },
  'idempotency-key-reuse': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'digest-mismatch': { status: 422, title: 'The bytes do not have the digest that was declared' },
  'unreadable-file': { status: 422, title: 'The file could not be read' },
  'unprintable-character': { status: 422, title: 'A character cannot be printed' },
  'precondition-required': { status: 428, title: 'This edit needs an entity tag' },
  'rate-limited': { status: 429, title: 'Too many requests in a short time' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'internal-error': { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'The service cannot answer now' },
  'corrupt-file': { status: 503, title: 'The stored bytes are not those of their digest' },
  'db-unavailable': { status: 503, title: 'The database cannot be reached now' },
  'issuer-unavailable': { status: 503, title: 'Who vouches for people cannot be asked now' },
  busy: { status: 503, title: 'The service is busy' },
  retry: { status: 503, title: 'Two changes met; this one was undone' },
  'storage-full': { status: 507, title: 'There is no room to keep this' },
} as const;

export type RefusalType = keyof typeof REFUSALS;

/** What is wrong with one field: a JSON pointer (RFC 6901) into what was sent, and why. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** A service's no. It says what was wrong, where, and what to do; a door turns it into problem details or a page. */
export class Refusal extends Error {
  constructor(
    readonly type: RefusalType,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'Refusal';
  }

  get status(): number {
    return REFUSALS[this.type].status;
  }

  /** A no that holds only now: what was asked can be asked again after so many seconds (RFC 9110 §10.2.3). */
  static forNow(type: RefusalType, detail: string, seconds: number): Refusal {
    return new Refusal(type, detail, [], { 'retry-after': String(seconds) });
  }

  static notFound(what: string): Refusal {
    return new Refusal('not-found', `${what} does not exist`);
  }

  static invalidState(detail: string): Refusal {
    return new Refusal('invalid-state', detail);
  }

  static duplicate(detail: string): Refusal {
    return new Refusal('duplicate', detail);
  }

  static validation(errors: readonly FieldError[]): Refusal {
    const first = errors[0];
    const detail = first ? `${first.pointer}${first.pointer && ': '}${first.detail}` : 'validation failed';
    return new Refusal('validation', detail, errors);
  }
}
