import { mediaTypeOf, refusedFileName } from '../../src/evidence/media-types.rules';

describe('the media type of a file', () => {
  it.each([
    ['results.json', 'application/json'],
    ['RESULTS.JSON', 'application/json'],
    ['samples.jsonl', 'application/x-ndjson'],
    ['a.b.c.csv', 'text/csv'],
    ['report.pdf', 'application/pdf'],
    ['notes.md', 'text/markdown'],
    ['page.html', 'text/html'],
    ['junit.xml', 'application/xml'],
    ['plan.yml', 'application/yaml'],
    ['plan.yaml', 'application/yaml'],
    ['all.zip', 'application/zip'],
    ['notes.txt', 'text/plain'],
    ['weights.safetensors', 'application/octet-stream'],
    ['noending', 'application/octet-stream'],
    ['', 'application/octet-stream'],
    ['file.constructor', 'application/octet-stream'],
    ['file.__proto__', 'application/octet-stream'],
  ])('of %j is %s', (name, mediaType) => {
    expect(mediaTypeOf(name)).toBe(mediaType);
  });
});

describe('a file name', () => {
  it.each([
    'results.json',
    'Ergebnisse (2).json',
    '结果.json',
    '.hidden',
    '...',
    "it's.csv",
    'a b.txt',
    'x'.repeat(255),
  ])('%j is taken', (name) => {
    expect(refusedFileName(name)).toBeNull();
  });

  it.each([
    ['a folder', 'a/b.json'],
    ['the folder above', '../etc/passwd'],
    ['a folder of Windows', 'C:\\results.json'],
    ['a line break', 'a\nb'],
    ['U+0000', 'a\0b'],
    ['the delete character', 'a\u007fb'],
    ['a C1 control character', 'a\u0085b'],
    ['a turned direction of writing', 'a\u202egpj.exe'],
    ['an isolated direction of writing', 'a\u2066b'],
  ])('with %s is refused', (_, name) => {
    expect(refusedFileName(name)).toBe('must hold no slash and no control character');
  });

  it.each([
    ['here', '.'],
    ['above', '..'],
    ['256 letters', 'x'.repeat(256)],
    ['128 letters of two bytes', 'ü'.repeat(128)],
  ])('that is %s is refused', (_, name) => {
    expect(refusedFileName(name)).toBe('must be a file name of at most 255 bytes');
  });
});
