import type { Section, SectionBlock } from './section';

const LEVELS = ['error', 'warning', 'note'] as const;
const PLURAL = { error: 'errors', warning: 'warnings', note: 'notes' } as const;

const none: SectionBlock = {
  kind: 'paragraph',
  text: 'No gap was found by the checks of this template. That is no proof that nothing is missing.',
};

/** Every gap of the dossier by level, gravest first; the boxes themselves are made by the sections that found them. */
export const gaps: Section = ({ gaps: found }) => {
  if (found.length === 0) return [none];
  const counted = LEVELS.map((level) => [level, found.filter((gap) => gap.level === level).length] as const);
  const words = counted.map(([level, count]) => `${count} ${count === 1 ? level : PLURAL[level]}`).join(', ');
  return [
    { kind: 'paragraph', text: `${words}.` },
    ...LEVELS.flatMap((level) => found.filter((gap) => gap.level === level)),
  ];
};
