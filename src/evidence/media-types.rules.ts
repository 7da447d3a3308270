const MEDIA_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    csv: 'text/csv',
    html: 'text/html',
    json: 'application/json',
    jsonl: 'application/x-ndjson',
    md: 'text/markdown',
    pdf: 'application/pdf',
    txt: 'text/plain',
    xml: 'application/xml',
    yaml: 'application/yaml',
    yml: 'application/yaml',
    zip: 'application/zip',
  }),
);

/** The media type that the ending of a name says; bytes of unknown kind otherwise. It is a label, never trusted. */
export const mediaTypeOf = (name: string): string =>
  MEDIA_TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream';

/** Null for a name that every file system and archive can hold, else what is wrong with it. */
export function refusedFileName(name: string): string | null {
  if (/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name)) return 'must hold no slash and no control character';
  if (name === '.' || name === '..' || Buffer.byteLength(name) > 255) return 'must be a file name of at most 255 bytes';
  return null;
}
