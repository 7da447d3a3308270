import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** A source file of the house, with what it imports: paths of the house as `src/…`, packages by name. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|\bimport\('([^']+)'\)|\brequire\('([^']+)'\)/g;

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    const inHouse = relative(ROOT, resolve(ROOT, dirname(path), to))
      .split(sep)
      .join('/');
    return to.startsWith('.') ? inHouse.replace(/\.js$/, '') : to;
  });
}

/** Every TypeScript file under a folder of the repository. */
export function sourcesIn(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const path = relative(ROOT, full).split(sep).join('/');
      const text = readFileSync(full, 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}
