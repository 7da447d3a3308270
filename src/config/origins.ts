/** A host and a path, as `log.example.org/predicate`: it stands in every signature (C2SP tlog-checkpoint, “Origin”). */
export function logOrigin(text: string): string {
  if (!/^[\x21-\x2a\x2c-\x7e]{1,200}$/.test(text)) {
    throw new Error('must be 1 to 200 printable characters without spaces and plus signs, such as a host and a path');
  }
  return text;
}

/** An origin: pages, cookies and passkeys are bound to it. Plain HTTP is for this machine alone. */
export function publicOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url?.protocol === 'http:' && url.hostname === 'localhost';
  if (url?.origin !== text || (url.protocol !== 'https:' && !isHere)) {
    throw new Error(
      'must be an origin such as https://predicate.example.org: HTTPS is required but for http://localhost',
    );
  }
  return text;
}
