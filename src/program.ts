import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The folder of the program: where `package.json`, `templates` and `node_modules` are, compiled or not. */
export const HOME = ((): string => {
  const above = join(__dirname, '..');
  return basename(above) === 'dist' ? join(above, '..') : above;
})();

/** This program's version, as `package.json` says it. */
export const VERSION = (JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as { version: string }).version;
