import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Citation } from '../kernel/citation';
import { Refusal } from '../kernel/refusal';
import { HOME } from '../program';

/** One section of a template: which one, under what heading, and what asks for it. */
export interface TemplateSection {
  readonly id: string;
  readonly heading: string;
  /** One line in the contents. */
  readonly summary: string;
  /** What this section answers, in two or three sentences under the heading. */
  readonly lead: string;
  readonly cites: readonly Citation[];
}

/** What a kind of dossier says and in which order. It is kept whole in each record, so an old file needs no old program. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly language: string;
  readonly paper: 'letter' | 'a4';
  /** Evidence files up to this many bytes are inside the PDF, the others by their digest; the template says it for all. */
  readonly insideBytes?: number;
  readonly sections: readonly TemplateSection[];
}

const MIB = 1024 * 1024;

/** Up to how many bytes an evidence file is inside a dossier of that template. */
export const insideBytesOf = ({ insideBytes }: Pick<Template, 'insideBytes'>): number => insideBytes ?? 20 * MIB;

const FOLDER = join(HOME, 'templates/dossiers');

/** The templates that this program carries, by id. */
export const templates = (): readonly Template[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Template);

/** The template with that id. Refuses an unknown one, naming those that there are. */
export function templateOf(id: string): Template {
  const all = templates();
  const found = all.find((template) => template.id === id);
  if (found === undefined) {
    const known = all.map((template) => template.id).join(', ');
    throw Refusal.validation([{ pointer: '/template', detail: `must be one of ${known}` }]);
  }
  return found;
}
