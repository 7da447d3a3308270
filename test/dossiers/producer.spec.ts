import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isThisProducer, printedProducer, thisProducer } from '../../src/dossiers/producer';

const installed = (name: string): string =>
  (JSON.parse(readFileSync(join(__dirname, '../../node_modules', name, 'package.json'), 'utf8')) as { version: string })
    .version;

describe('The producer of a dossier', () => {
  it('names all that its bytes depend on beside the record', () => {
    expect(thisProducer()).toEqual({
      program: expect.stringMatching(/^predicate \d+\.\d+\.\d+/) as string,
      writerEdition: expect.any(Number) as number,
      sectionsEdition: expect.any(Number) as number,
      ...{ pdfkit: installed('pdfkit'), fontkit: installed('fontkit'), zlib: process.versions.zlib },
    });
  });

  it.each(Object.keys(thisProducer()))('is another one when its %s is', (name) => {
    expect(isThisProducer({ ...thisProducer(), [name]: 'other' })).toBe(false);
    expect(isThisProducer(JSON.parse(JSON.stringify(thisProducer())))).toBe(true);
  });

  it.each([null, undefined, 'predicate', 7, [], {}])('is not %p', (value) => {
    expect(isThisProducer(value)).toBe(false);
  });

  it('is printed with everything in it', () => {
    const printed = printedProducer(thisProducer());
    for (const value of Object.values(thisProducer())) expect(printed).toContain(String(value));
  });
});
