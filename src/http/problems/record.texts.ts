import type { ProblemText } from './request.texts';

/** Problems of what was asked, and of the service: the request itself could be read. */
export const RECORD_TEXTS = {
  'invalid-state': [
    'The record is in a state that does not allow this: what is approved, released or retired stays as it is.',
    'Read the record; what holds now is superseded or revised, never changed.',
  ],
  'idempotency-in-progress': [
    'The first request with this Idempotency-Key still runs.',
    'Ask again with the same key; the answer is that of the first.',
  ],
  duplicate: [
    'Something with the same key is recorded already.',
    'Use what is there, or give the new one another name.',
  ],
  'not-ready': [
    'The dossier has gaps that its template does not let through.',
    'Ask for the readiness of the version: it names each gap and where to mend it.',
  ],
  'already-begun': [
    'The operator’s token makes the first administrator, and there is one who can act.',
    'Ask that administrator to invite whoever is to act.',
  ],
  'signature-required': [
    'A version is approved and released by the last signature that its steps ask for, and in no other way.',
    'Read the signing of the record: it names who has to sign next, in which meaning and role.',
  ],
  'step-not-open': [
    'Steps are signed in their order: those before lack a signature, nothing is lacking any more, or the record was rejected.',
    'Read the signing of the record: it names the steps that are open.',
  ],
  'open-questions': [
    'Somebody asked something of the record, or of what it rests on, and a signature waits for the answer.',
    'Read the questions that are named under errors; whoever asked, or was asked, resolves them.',
  ],
  'record-changed': [
    'Since the request was made the record, or something that it rests on, has changed: what you saw is not what there is.',
    'Ask for a new request, look at what it shows, and sign that.',
  ],
  'already-signed': [
    'One person signs a record once in one process; of two steps somebody else signs the other (21 CFR 11.10(g)).',
    'Ask somebody else whose role the step names.',
  ],
  'request-used': [
    'A request is good for one signature, and this one has been signed.',
    'Read the signature at the address that the detail names.',
  ],
  'request-expired': [
    'A request to sign is good for five minutes, so that what is signed is what was just seen.',
    'Ask for a new one.',
  ],
  retention: [
    'What was to go is kept: a legal hold stands on it, or the period for which its kind is kept is not over.',
    'Ask /api/v1/retention/files/… for the computation: it names each hold and the day on which each period ends.',
  ],
  gone: [
    'The bytes of the file were disposed of after their period; what they were, who decided and under which rule is kept.',
    'Read the disposal that the detail tells. Who still has the bytes may store them again.',
  ],
  'precondition-failed': [
    'Somebody edited the record since it was read.',
    'Read it again, look at what changed, and edit that.',
  ],
  validation: [
    'Some fields are not as they must be. Each is named by a JSON pointer (RFC 6901) under errors.',
    'Mend the fields that are named; nothing was recorded.',
  ],
  'invalid-date': ['A day does not exist in the calendar, or is outside of 1900 to 2999.', 'Send a day as 2026-11-20.'],
  inconsistent: [
    'Two fields contradict each other, such as an end before its beginning.',
    'Mend one of the fields that are named under errors.',
  ],
  'idempotency-key-reuse': [
    'This Idempotency-Key was used for a request with another address or body.',
    'Use a new key for a new request.',
  ],
  'digest-mismatch': [
    'The bytes that came do not have the digest that was declared for them.',
    'Compute the digest again and send the file again: something changed on its way.',
  ],
  'unreadable-file': [
    'The file is not of the format that it is read as. The detail says where the reading ended.',
    'Send the file as the tool wrote it, and name its format.',
  ],
  'unprintable-character': [
    'A text holds a character that the fonts of the dossier do not have.',
    'Write it otherwise; a dossier prints every character or is not issued.',
  ],
  'internal-error': [
    'Something went wrong in the service. Nothing was changed.',
    'Tell the operator the request id; the log says more under it.',
  ],
  unavailable: [
    'The service cannot do this now: it is being stopped, is not ready yet, or a restore holds writing.',
    'Ask again after as many seconds as Retry-After says, if it says any; the operator sees the cause at /health/ready and in the log.',
  ],
  'corrupt-file': [
    'The bytes that the store has for this file are not those of its digest, or are gone. They are kept from use.',
    'Tell the operator, who restores the file from a backup; it can be read again once a scrub has found it sound.',
  ],
  'db-unavailable': [
    'The database cannot be reached or is restarting. Where it went away while a change was kept, nobody can say whether it was.',
    'Ask again after as many seconds as Retry-After says, with the same Idempotency-Key.',
  ],
  'issuer-unavailable': [
    'The OpenID issuer that vouches for people does not answer, or not as one. Nothing was done.',
    'Ask again after as many seconds as Retry-After says, or sign in by a passkey or a password and a code.',
  ],
  busy: [
    'Every connection to the database is in use, or somebody else holds the record. Nothing was changed.',
    'Ask again after as many seconds as Retry-After says, with the same Idempotency-Key.',
  ],
  retry: [
    'Two changes met, and this one was undone.',
    'Ask again after as many seconds as Retry-After says, with the same Idempotency-Key.',
  ],
  'storage-full': [
    'The disk of the database or of the files is full. Nothing was changed; reading goes on.',
    'Tell the operator, who has to make room.',
  ],
} as const satisfies Record<string, ProblemText>;
