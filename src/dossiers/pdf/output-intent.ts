import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../../kernel/digest';
import type { PdfFile } from './pdf-file';

const PROFILE = {
  file: join('data', 'sRGB_IEC61966_2_1.icc'),
  sha256: '384b832de3412066743b52a75ee906b6fb9fb8d9e09e936fc2c43223815c6e0a',
};

let profile: Buffer | undefined;

function sRgb(): Buffer {
  if (profile !== undefined) return profile;
  const bytes = readFileSync(join(dirname(require.resolve('pdfkit')), PROFILE.file));
  if (sha256(bytes) !== PROFILE.sha256) throw new Error(`${PROFILE.file} is not the colour profile that is pinned`);
  return (profile = bytes);
}

/** Says what the colours mean, on any device and in any year: sRGB, with its profile inside (ISO 19005-3 §6.2.3). */
export function declareColours(file: PdfFile): void {
  const id = file.reserve();
  file.stream(id, '/N 3', sRgb(), 'colour profile');
  const name = '(sRGB IEC61966-2.1)';
  file.declare(
    'OutputIntents',
    `[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier${name}/Info${name}/DestOutputProfile ${id} 0 R>>]`,
  );
}
