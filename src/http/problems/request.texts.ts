/** What a problem means, and what to do about it. */
export type ProblemText = readonly [means: string, remedy: string];

/** Problems of the request itself: nothing of what it asked was looked at. */
export const REQUEST_TEXTS = {
  'bad-request': [
    'What came in is not a request of HTTP/1.1: a broken request line, no Host, two lengths, a body that ended too early.',
    'Send it with a client library, and look at what a proxy between makes of it.',
  ],
  'bad-url': [
    'The path holds a percent sign that begins no byte, or bytes that are not UTF-8.',
    'Encode the path as RFC 3986 says.',
  ],
  'malformed-json': [
    'The body does not follow the grammar of JSON (RFC 8259). The detail names the line and the column.',
    'Write the body with a JSON library, without a byte order mark.',
  ],
  'invalid-utf8': ['The body holds bytes that are not UTF-8.', 'Encode the body as UTF-8 (RFC 8259 §8.1).'],
  'duplicate-name': [
    'One object names the same property twice, so that two readers could read two records.',
    'Send each property once; an escape such as \\u0061 is the letter that it stands for.',
  ],
  'number-out-of-range': [
    'A number cannot be kept as it was written: it has too many digits, or is too large or too small for a double.',
    'Send the number as a text where the field takes one, or with the digits that it has.',
  ],
  'empty-body': ['The route takes a body and none came.', 'Send the body that the description of the API names.'],
  'nul-character': [
    'A text holds the character U+0000, which PostgreSQL does not keep.',
    'Take it out; a text is not the place for bytes.',
  ],
  'lone-surrogate': [
    'A text holds half of a surrogate pair, which is no character.',
    'Send both halves, or the character itself in UTF-8.',
  ],
  noncharacter: [
    'A text holds a code point that Unicode has set aside to be no character, such as U+FFFF.',
    'Take it out (RFC 7493 §2.1).',
  ],
  'forbidden-name': [
    'An object has a property called __proto__, constructor or prototype.',
    'Leave it out: no record has such a property, and it is refused wherever it stands.',
  ],
  'too-deep': ['Objects and lists are nested more than 32 deep.', 'Send what the description of the API names.'],
  'idempotency-key-missing': [
    'A POST that writes needs a key of the caller’s own, so that a retry has no second effect.',
    'Send Idempotency-Key with a value of your own, such as a UUID, and the same one when you try again.',
  ],
  'invalid-query': [
    'The query has a parameter that the route does not know, the same one twice, or a value out of its range.',
    'Send the parameters that the description of the API names, each once; a cursor is the next of the page before.',
  ],
  'https-required': [
    'A proxy passed on what it was asked by plain HTTP. What it held, a password or a token, can have been read on the way.',
    'Ask again by HTTPS, and change what was sent; let the proxy answer plain HTTP with a redirection and pass none of it on.',
  ],
  'authentication-required': [
    'The route is for people who are known, and the request does not say who sent it.',
    'Sign in, or send an API token in the header, as “Authorization: Bearer …”.',
  ],
  'authentication-failed': [
    'What was sent does not prove who sent it. It is not said whether the name, the password or the code is wrong.',
    'Try again, or ask an administrator for a one-time link. After ten failures a name waits, and longer each time; whether it does is not said.',
  ],
  'reauthentication-required': [
    'What one signs in with is changed within ten minutes of signing in, and a proof for signing is new, of you, and used once.',
    'Sign in again and go on in that session; or prove anew who you are (POST /api/v1/step-ups) and go on in this one.',
  ],
  'assertion-invalid': [
    'What the passkey answered is not a signature of this request: of another challenge or page, without its user verified, of another key, or of a copy.',
    'Ask for a new request and use a passkey of your own on a page of this service.',
  ],
  'access-expired': [
    'An auditor reads while a grant of his runs, and none does: it has not begun, is over, or was revoked.',
    'Ask the quality lead for a grant. GET /api/v1/me says which ones run.',
  ],
  csrf: [
    'A browser says that a page of another site began the request, or does not say that a page of ours did.',
    'Use the pages of the service at the address that it is configured for; a program sends an API token.',
  ],
  'interactive-required': [
    'This is for a person who is signed in, with all that he signs in with. A token never does it.',
    'Sign in, and do it there.',
  ],
  'policy-not-accepted': [
    'Whoever signs has accepted before that he answers for it as for a signature by hand (21 CFR 11.10(j), 11.100(c)(2)).',
    'Accept the policy of your organization: POST /api/v1/me/policies with its title and edition.',
  ],
  'separation-of-duties': [
    'Two people must do this, or somebody else than the one it is about (21 CFR 11.10(g), 11.200(a)(3)).',
    'Ask somebody else whose role allows it.',
  ],
  forbidden: ['Who sent the request may not do this.', 'Ask somebody whose role allows it.'],
  'not-found': [
    'Nothing is at this address: no route, no record of this id, or one that you were not given.',
    'Follow the addresses that answers give as href.',
  ],
  'method-not-allowed': [
    'There is something at this address, but not for this method.',
    'Use a method that the Allow header names.',
  ],
  'not-acceptable': [
    'The Accept header wants none of the media types that the route answers in.',
    'Accept the type that the detail names, or send no Accept at all.',
  ],
  timeout: [
    'The headers did not come within 5 seconds or the body within 10 (408), or the database took too long (503).',
    'Send the request again; with the same Idempotency-Key it has one effect.',
  ],
  'payload-too-large': ['The body is larger than the route takes; JSON may have 1 MiB.', 'Send less, or in parts.'],
  'unsupported-media-type': [
    'The body is of a media type that the route does not take, or says none.',
    'Send the Content-Type that the detail names.',
  ],
  'unsupported-charset': ['The body says that it is not in UTF-8.', 'Send it in UTF-8.'],
  'unsupported-encoding': [
    'The body is compressed, or says so.',
    'Send it without Content-Encoding: what is hashed is what was sent.',
  ],
  'expectation-failed': ['The Expect header wants something else than 100-continue.', 'Leave the header out.'],
  'precondition-required': [
    'An edit must say which state of the record it edits, so that nobody overwrites what they have not seen.',
    'Read the record and send its ETag as If-Match.',
  ],
  'rate-limited': [
    'More requests came from one address or for one token than are taken in a minute, or a name failed to sign in ten times.',
    'Wait for as many seconds as Retry-After says.',
  ],
  'headers-too-large': ['The request line and the headers have more than 16 KiB.', 'Send fewer and shorter ones.'],
} as const satisfies Record<string, ProblemText>;
