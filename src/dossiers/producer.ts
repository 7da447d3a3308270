import { isDeepStrictEqual } from 'node:util';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VERSION } from '../program';
import { WRITER_EDITION } from './pdf/write-dossier';
import { SECTIONS_EDITION } from './sections/edition';

/** What a file's bytes depend on beside its record: the same producer makes the same bytes again. */
export interface Producer {
  readonly program: string;
  readonly writerEdition: number;
  readonly sectionsEdition: number;
  readonly pdfkit: string;
  readonly fontkit: string;
  /** The compressor that Node.js carries: another one may pack the same content into other bytes. */
  readonly zlib: string;
}

/** The version of an installed package, from the `package.json` above its entry: not every package exports that file. */
function versionOf(name: string, folder = dirname(require.resolve(name))): string {
  const file = join(folder, 'package.json');
  const found = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }) : {};
  return found.name === name && found.version !== undefined ? found.version : versionOf(name, dirname(folder));
}

/** This program, as it runs here. */
export const thisProducer = (): Producer => ({
  program: `predicate ${VERSION}`,
  writerEdition: WRITER_EDITION,
  sectionsEdition: SECTIONS_EDITION,
  pdfkit: versionOf('pdfkit'),
  fontkit: versionOf('fontkit'),
  zlib: process.versions.zlib ?? 'unknown',
});

export const isThisProducer = (producer: unknown): boolean => isDeepStrictEqual(producer, thisProducer());

/** As the PDF's own metadata and the verdict name it. */
export const printedProducer = ({ program, writerEdition, sectionsEdition, pdfkit, fontkit, zlib }: Producer): string =>
  `${program} (writer ${writerEdition}, sections ${sectionsEdition}; pdfkit ${pdfkit}, fontkit ${fontkit}, zlib ${zlib})`;
