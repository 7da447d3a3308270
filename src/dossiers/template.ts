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
  /** Words in the head or foot of every page, and on the cover, about who may read it. */
  readonly confidentiality?: { readonly text: string; readonly place: 'head' | 'foot' };
}

const MIB = 1024 * 1024;

/** Up to how many bytes an evidence file is inside a dossier of that template. */
export const insideBytesOf = ({ insideBytes }: Pick<Template, 'insideBytes'>): number => insideBytes ?? 20 * MIB;

const FOLDER = join(HOME, 'templates/dossiers');
const FIRST = 'fda-samd';

/** A template as it is written: sections of its own, and by their ids those that it takes from another one. */
type Written = Omit<Template, 'sections'> & {
  readonly takesFrom?: string;
  readonly sections: 'all' | readonly (string | TemplateSection)[];
};

const read = (id: string): Written => JSON.parse(readFileSync(join(FOLDER, `${id}.json`), 'utf8')) as Written;

/** The sections themselves, those of another template in its words. Throws where a template names one that is not there. */
function sectionsOf({ id, takesFrom, sections }: Written): readonly TemplateSection[] {
  const others = takesFrom === undefined ? [] : sectionsOf(read(takesFrom));
  if (sections === 'all') return others;
  return sections.map((section) => {
    if (typeof section !== 'string') return section;
    const found = others.find((other) => other.id === section);
    if (found === undefined) throw new Error(`Template ${id} takes a section ${section} that is not there`);
    return found;
  });
}

/** More would not stand whole in the head or foot of a page. */
const LONGEST_LEGEND = 300;

/** A template whole, as each record keeps it. */
function whole(written: Written): Template {
  const template: Template & Pick<Written, 'takesFrom'> = { ...written, sections: sectionsOf(written) };
  delete (template as { takesFrom?: string }).takesFrom;
  if ((template.confidentiality?.text.length ?? 0) > LONGEST_LEGEND)
    throw new Error(`The words of confidentiality of ${written.id} have more than ${LONGEST_LEGEND} characters`);
  return template;
}

/** The templates that this program carries: the technical file first, the others by id. */
export const templates = (): readonly Template[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => whole(read(name.slice(0, -'.json'.length))))
    .sort((a, b) => Number(b.id === FIRST) - Number(a.id === FIRST) || (a.id < b.id ? -1 : 1));

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
