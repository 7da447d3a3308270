import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../kernel/refusal';
import { HOME } from '../../program';
import type { RedactionRule } from './edition';

/** Which fields are withheld from whom, as data. */
export interface RedactionPolicy {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly rules: readonly RedactionRule[];
}

const FOLDER = join(HOME, 'templates/redactions');

/** The policies that this program carries, by id. */
export const policies = (): readonly RedactionPolicy[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as RedactionPolicy);

/** The policy with that id. Refuses an unknown one, naming those that there are. */
export function policyOf(id: string): RedactionPolicy {
  const all = policies();
  const found = all.find((policy) => policy.id === id);
  if (found !== undefined) return found;
  const known = all.map((policy) => policy.id).join(', ');
  throw Refusal.validation([{ pointer: '/policy', detail: `must be one of ${known}` }]);
}
