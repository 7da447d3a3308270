import { wordRunsOf } from '../../../audit-trail/difference.rules';
import { sha256 } from '../../../kernel/digest';
import type { Theirs } from './drawn-field';
import type { Said } from './said';
import type { Shape } from './shape';
import { partOf } from './values';

const SHORT = 16;

const digestOfPart = (said: Said, name: string): string => {
  const parts = Object.entries(partOf(said, name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(Buffer.from(JSON.stringify(parts), 'utf8')).slice(0, SHORT);
};

/** How each field was when the form was opened, short enough to be carried along: `name:digest name:digest`. */
export const openedOf = (shape: Shape, said: Said): string =>
  shape.map(({ name }) => `${name}:${digestOfPart(said, name)}`).join(' ');

const asOpened = (opened: string): ReadonlyMap<string, string> =>
  new Map(opened.split(' ').map((one) => [one.split(':')[0] ?? '', one.split(':')[1] ?? '']));

const textOf = (said: Said, name: string): string => Object.values(partOf(said, name)).join('\n');

export interface Merged {
  readonly said: Said;
  readonly theirs: Readonly<Record<string, Theirs>>;
}

/**
 * What two people wrote at once, field by field: what only the other one changed is taken, what only this one changed
 * stays, and where both did, this one's stands and the other's is shown beside it. `mine` is what was typed, `stands` what
 * is recorded by now.
 */
export function merged(shape: Shape, opened: string, mine: Said, stands: Said): Merged {
  const before = asOpened(opened);
  const said: Record<string, string> = {};
  const theirs: Record<string, Theirs> = {};
  for (const { name } of shape) {
    const isTheirs = digestOfPart(stands, name) !== before.get(name);
    const isMine = digestOfPart(mine, name) !== before.get(name);
    const isEqual = digestOfPart(stands, name) === digestOfPart(mine, name);
    const isTaken = isTheirs && !isMine;
    Object.assign(said, partOf(isTaken ? stands : mine, name));
    if (!isTheirs || isEqual) continue;
    const text = textOf(stands, name);
    theirs[name] = { said: text, runs: wordRunsOf(textOf(mine, name), text), isTaken };
  }
  return { said, theirs };
}
