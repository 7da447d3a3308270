import type { GapBlock, GapLevel } from './blocks';
import type { DossierRecord } from './dossier-record';
import { sectionsOf } from './gap-numbers';
import { printedCitation } from '../kernel/citation';
import { Refusal } from '../kernel/refusal';

/** What is still missing for a dossier, and whether it may be issued all the same. */
export interface Readiness {
  readonly template: string;
  readonly ready: boolean;
  readonly counts: Readonly<Record<GapLevel, number>>;
  readonly gaps: readonly {
    readonly level: GapLevel;
    readonly title: string;
    readonly text: string;
    readonly affects: readonly string[];
    readonly closes: string;
    readonly cites: readonly string[];
    readonly href: string;
  }[];
}

const plain = (text: GapBlock['text']): string =>
  typeof text === 'string'
    ? text
    : text.map((run) => (typeof run === 'string' ? run : 'ref' in run ? run.ref : run.text)).join('');

const ORDER: Readonly<Record<GapLevel, number>> = { error: 0, warning: 1, note: 2 };

/** The gaps that the sections of the template find, gravest first. Only an error keeps a dossier from being issued. */
export function readinessOf(record: DossierRecord): Readiness {
  const gaps = [...sectionsOf(record).gaps].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  const count = (level: GapLevel): number => gaps.filter((gap) => gap.level === level).length;
  return {
    template: record.dossier.template.id,
    ready: count('error') === 0,
    counts: { error: count('error'), warning: count('warning'), note: count('note') },
    gaps: gaps.map(({ level, title, text, affects, closes, cites, href }) => ({
      ...{ level, title, text: plain(text), affects, closes, href },
      cites: cites.map(printedCitation),
    })),
  };
}

/** Refuses a record with an error among its gaps, naming each one and where it is mended. */
export function refuseErrors(record: DossierRecord): void {
  const errors = readinessOf(record).gaps.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  throw new Refusal(
    'not-ready',
    `${errors.map(({ title }) => title).join('; ')}. A preview can be made all the same`,
    errors.map(({ href, title, closes }) => ({ pointer: href, detail: `${title}: ${closes}` })),
  );
}
