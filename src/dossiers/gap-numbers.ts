import type { Block, GapBlock } from './blocks';
import type { DossierRecord } from './dossier-record';
import { SECTIONS } from './sections/registry';
import type { Gap, Section, SectionBlock } from './sections/section';
import type { TemplateSection } from './template';

/** A section's blocks with every gap numbered over the whole dossier, in the order in which they are found. */
export interface NumberedSection {
  readonly entry: TemplateSection;
  readonly blocks: readonly Block[];
  /** Those that arose in it. */
  readonly gaps: readonly GapBlock[];
}

/** These look at the gaps of all others, so they come last whatever their place. */
const AFTER_THE_OTHERS = new Set(['gaps', 'files', 'model-sheet']);

const isGap = (block: SectionBlock): block is Gap => block.kind === 'gap' && !('id' in block);

/** Where gaps have a section of their own a gap is one line that leads to its box. */
const pointerTo = ({ id, title }: GapBlock): Block => ({
  kind: 'paragraph',
  voice: 'note',
  text: [{ text: 'Gap ', style: 'strong' }, { ref: id, page: true }, `: ${title}`],
});

/** Runs the sections of the record's template. Gaps stand in full in their own section and as a line where they arose. */
export function sectionsOf(record: DossierRecord): { sections: NumberedSection[]; gaps: GapBlock[] } {
  const gaps: GapBlock[] = [];
  const numbered = (gap: Gap): GapBlock => {
    const block = { ...gap, id: `GAP-${String(gaps.length + 1).padStart(2, '0')}` };
    gaps.push(block);
    return block;
  };
  const isListed = record.dossier.template.sections.some(({ id }) => id === 'gaps');
  const shown = (gap: GapBlock): Block => (isListed ? pointerTo(gap) : gap);
  const draw = (entry: TemplateSection): NumberedSection => {
    const before = gaps.length;
    const blocks = sectionOf(entry)({ record, entry, gaps }).map((block) =>
      isGap(block) ? shown(numbered(block)) : (block as Block),
    );
    return { entry, blocks, gaps: gaps.slice(before) };
  };
  const { sections: entries } = record.dossier.template;
  const isLast = ({ id }: TemplateSection): boolean => AFTER_THE_OTHERS.has(id);
  const first = entries.filter((entry) => !isLast(entry)).map((entry) => [entry, draw(entry)] as const);
  const drawn = new Map([...first, ...entries.filter(isLast).map((entry) => [entry, draw(entry)] as const)]);
  return { sections: entries.flatMap((entry) => drawn.get(entry) ?? []), gaps };
}

function sectionOf({ id }: TemplateSection): Section {
  const section = SECTIONS[id];
  if (section === undefined) throw new Error(`The template names a section “${id}” that this program does not have`);
  return section;
}
