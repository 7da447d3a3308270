import { diffArrays } from 'diff';
import type { DossierRecord } from '../dossier-record';
import { sectionsOf } from '../gap-numbers';
import { linesOf } from './lines-of';

/** One line that only one of two dossiers has. */
export interface ChangedLine {
  readonly kind: 'added' | 'removed';
  readonly text: string;
}

/** What differs between two dossiers in one section of the newer one. */
export interface SectionChange {
  readonly title: string;
  readonly lines: readonly ChangedLine[];
  /** Whether the older dossier has no such section. */
  readonly isNew: boolean;
}

/** These say of themselves when they were made and what came before: they differ always, and nobody asks how. */
const ALWAYS = new Set(['audit-extract', 'files', 'verify']);

/** A number of a gap counts over the whole dossier, and a gap is no other for having another one. */
const withoutNumbers = (line: string): string => line.replace(/\bGAP-\d+\b/g, 'GAP');

const saidIn = (record: DossierRecord): Map<string, { title: string; lines: string[] }> =>
  new Map(
    sectionsOf(record).sections.map(({ entry: { id, heading }, blocks }) => [
      id,
      {
        title: heading,
        lines: blocks
          .flatMap(linesOf)
          .map(withoutNumbers)
          .filter((line) => line !== ''),
      },
    ]),
  );

/** What a newer dossier says otherwise than an older one, section by section, in the order of the newer. Pure. */
export function changesBetween(older: DossierRecord, newer: DossierRecord): SectionChange[] {
  const before = saidIn(older);
  return [...saidIn(newer)]
    .filter(([id]) => !ALWAYS.has(id))
    .map(([id, { title, lines }]) => {
      const parts = diffArrays(before.get(id)?.lines ?? [], lines);
      const changed = parts.flatMap(({ added, removed, value }) =>
        added || removed ? value.map((text): ChangedLine => ({ kind: added ? 'added' : 'removed', text })) : [],
      );
      return { title, lines: changed, isNew: !before.has(id) };
    });
}
