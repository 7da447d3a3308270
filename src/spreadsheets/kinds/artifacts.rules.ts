import type { Artifact } from '../../models/model-version.entity';
import type { Value } from './column';

/** The parts of a version in one cell: a line each, its kind first, its SHA-256 last, its name between. */
export const artifactsText = (artifacts: readonly Artifact[]): string | null =>
  artifacts.length === 0 ? null : artifacts.map(({ kind, name, sha256 }) => `${kind} ${name} ${sha256}`).join('\n');

function artifactIn(line: string): object {
  const [kind = '', ...rest] = line.split(/\s+/);
  return { kind, name: rest.slice(0, -1).join(' '), sha256: (rest[rest.length - 1] ?? '').toLowerCase() };
}

/** What such a cell lists; a line that has not three parts lacks one, for the rules of the field to refuse. */
export const artifactsIn = (text: string | null): object[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(artifactIn);

/** The same cell with one blank between the parts of a line, so that spaces alone are no change. */
export const readArtifacts = (text: string | null): Value =>
  text === null ? null : artifactsText(artifactsIn(text) as Artifact[]);
