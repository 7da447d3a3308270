import type { Look } from '../../http/pages/words';
import type { SectionChange } from '../changes/changes';
import type { ComparedDossiers } from '../changes/dossier-changes.service';

/** Lines of one section that a page shows; the PDFs have all of them. */
const MOST_LINES = 80;

const SAME: Look = { word: 'Same', look: '', icon: 'checks' };
const CHANGED: Look = { word: 'Changed', look: 'state-now', icon: 'pencil' };

const several = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

function sectionLine({ title, lines, isNew }: SectionChange, index: number) {
  const count = (kind: 'added' | 'removed'): number => lines.filter((line) => line.kind === kind).length;
  const rest = Math.max(0, lines.length - MOST_LINES);
  return {
    ...{ title, anchor: `changes-${index + 1}`, state: lines.length === 0 ? SAME : CHANGED },
    summary: isNew ? 'A new section' : `${count('added')} added, ${count('removed')} removed`,
    lines: lines.slice(0, MOST_LINES).map(({ kind, text }) => ({ text, isAdded: kind === 'added' })),
    rest: rest === 0 ? '' : `${several(rest, 'more line differs', 'more lines differ')}; the two PDFs have them.`,
  };
}

/** What a dossier says otherwise than the one before it. */
export function presentChanges({ newer, older, sections }: ComparedDossiers) {
  const changed = sections.filter(({ lines }) => lines.length > 0).length;
  return {
    title: `What changed in ${newer.code}`,
    newer: { code: newer.code, href: `/dossiers/${newer.id}` },
    older: { code: older.code, href: `/dossiers/${older.id}` },
    summary:
      changed === 0
        ? 'No section says anything else.'
        : `${several(changed, 'section says', 'sections say')} something else.`,
    sections: sections.map(sectionLine),
  };
}
