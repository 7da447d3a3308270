import type { Block, GapBlock, Text } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import type { TemplateSection } from '../template';

/** A gap as a section finds it; its number, which counts over the whole dossier, is given when all are known. */
export type Gap = Omit<GapBlock, 'id'>;

export type SectionBlock = Block | Gap;

/** What a section may look at: the record, and the gaps of the sections before when it is the one that lists them. */
export interface SectionContext {
  readonly record: DossierRecord;
  readonly entry: TemplateSection;
  readonly gaps: readonly GapBlock[];
}

/** A pure function from the record to blocks; what is missing is a block too, so that nothing missing is ever silent. */
export type Section = (context: SectionContext) => SectionBlock[];

/** What the reader is told where a value is not there: never a blank. */
export const orNone = (text: string | null): Text => text ?? [{ text: 'none stated', style: 'muted' }];

/** `1273` as `1,273`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `clinical-validation` as `Clinical validation`; a co-developer keeps the hyphen. */
export const spoken = (kebab: string): string => {
  const words = kebab.replace(/(?<!\bco)-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
