import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOME } from '../../program';

const FOLDER = join(HOME, 'templates/verifier');
/** In the order in which they need each other. */
const SCRIPTS = ['words', 'bytes', 'sha256', 'zip', 'der', 'seal', 'note', 'proof', 'pdf', 'checks', 'page'] as const;

const source = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The page that checks a bundle with no network: its sources put together into one file that runs from a disk. */
export function verifierPage(): string {
  const script = SCRIPTS.map((name) => source(`${name}.js`)).join('\n');
  return source('verifier.html')
    .replace('/* style */', () => source('verifier.css'))
    .replace('/* script */', () => `(() => {\n'use strict';\n${script}})();`);
}

/** The script that checks a bundle with public tools. */
export const verifierScript = (): string => source('verify.sh');
