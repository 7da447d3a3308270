import { OpenedPdf } from './opened-pdf';
import { nameOf, type Rule } from './rule';
import { ANNOTATION_RULES } from './rules-annotations';
import { FILE_RULES } from './rules-file';
import { FONT_RULES } from './rules-fonts';
import { GRAPHICS_RULES } from './rules-graphics';
import { METADATA_RULES } from './rules-metadata';
import { NESTING_RULES } from './rules-nesting';
import { STRUCTURE_RULES } from './rules-structure';

/**
 * The rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that can apply to a file of ours, and a few that we add.
 * What a dossier never has (images, signatures of others, scripts) is one rule: that it has none.
 */
export const RULES: readonly Rule[] = [
  ...FILE_RULES,
  ...GRAPHICS_RULES,
  ...FONT_RULES,
  ...METADATA_RULES,
  ...ANNOTATION_RULES,
  ...STRUCTURE_RULES,
  ...NESTING_RULES,
];

/** The rules that a file breaks, by name, each with its first faults; `unreadable` where it cannot be taken apart. */
export function brokenRules(bytes: Uint8Array): Map<string, readonly string[]> {
  const broken = new Map<string, readonly string[]>();
  try {
    const pdf = new OpenedPdf(Buffer.from(bytes));
    for (const rule of RULES) {
      const faults = rule.broken(pdf);
      if (faults.length > 0) broken.set(nameOf(rule), faults.slice(0, 3));
    }
  } catch (error) {
    broken.set('unreadable', [String(error)]);
  }
  return broken;
}
