import { AUTHORITIES } from '../../../kernel/authorities';
import type { Citation } from '../../../kernel/citation';
import type { Run, Text } from '../../blocks';
import { squeezed } from './page-text';

/** A piece of a text without spaces; or the number of the page on which a record is at home. */
export type Part = string | { readonly pageOf: string };

/** One text that must be printed, and of what it is, in words for people. */
export interface Said {
  readonly parts: readonly Part[];
  readonly where: string;
  /** The record whose home is where this text is. */
  readonly home?: string;
}

/** How a text names the page of a record: in tables `· 14`, in prose `(p 14)`. */
export type References = 'cell' | 'prose';

/** Texts as the pages must show them. A record without a home is named without a page. */
export class Sayings {
  constructor(private readonly homes: ReadonlySet<string>) {}

  text(text: Text, where: string, references: References = 'prose'): Said {
    const runs = typeof text === 'string' ? [text] : text;
    return { where, parts: joined(runs.flatMap((run) => this.run(run, references))) };
  }

  cites(cites: readonly Citation[] = [], where: string): Said[] {
    return cites.map((cite) => this.text(citation(cite), where));
  }

  hasHome(id: string): boolean {
    return this.homes.has(id.normalize('NFC'));
  }

  private run(run: Run, references: References): Part[] {
    if (typeof run === 'string') return [squeezed(run)];
    if (!('ref' in run)) return [squeezed(run.text)];
    const id = squeezed(run.ref);
    if (run.page !== true || !this.hasHome(run.ref)) return [id];
    const page = { pageOf: run.ref.normalize('NFC') };
    return references === 'cell' ? [id, '·', page] : [id, '(p', page, ')'];
  }
}

export const citation = ({ source, section }: Citation): string => {
  const { short, joins } = AUTHORITIES[source];
  return section === '' ? short : `${short}${joins}${section}`;
};

/** Neighbouring pieces as one. */
function joined(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = (last + part).normalize('NFC');
    else if (part !== '') out.push(part);
  }
  return out;
}
