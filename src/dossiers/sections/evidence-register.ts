import { cite } from '../../kernel/citation';
import type { DossierRecord, RecordedEvidence } from '../dossier-record';
import { grouped, spoken, type Gap, type SectionBlock } from './section';

const PILLARS: Readonly<Record<string, string>> = {
  'clinical-association': 'Valid clinical association',
  analytical: 'Analytical validation',
  clinical: 'Clinical validation',
};

export const pillarInWords = (pillar: string | null): string =>
  pillar === null ? 'no pillar' : (PILLARS[pillar] ?? pillar);

const stateInWords = ({ state, lateEntry, afterRelease }: RecordedEvidence): string =>
  [spoken(state), ...(lateEntry ? ['late entry'] : []), ...(afterRelease ? ['after release'] : [])].join(', ');

/** Every piece of evidence of the version, also what no longer holds: no page shows only successes. */
export const register = ({ evidence }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Register of evidence',
  columns: [
    { head: 'Evidence', unit: 'and page', weight: 18 },
    { head: 'Title', weight: 44 },
    { head: 'Kind', weight: 26 },
    { head: 'Pillar', unit: 'N41 §5', weight: 26 },
    { head: 'Performed', weight: 16 },
    { head: 'Figures', weight: 11, align: 'right' },
    { head: 'State', weight: 22 },
  ],
  rows: evidence.map((one) => ({
    cells: [
      [{ ref: one.code, page: true }],
      one.title,
      spoken(one.kind),
      pillarInWords(one.pillar),
      one.performedOn,
      { number: one.results === null ? '0' : grouped(one.results.records.length) },
      stateInWords(one),
    ],
  })),
});

export const noEvidence = ({ version }: DossierRecord): Gap => ({
  kind: 'gap',
  level: 'error',
  title: 'No validation evidence',
  text: `Nothing in the record shows that ${version.label} works.`,
  affects: [version.semanticVersion],
  closes: 'Record evidence with its results file',
  cites: [cite('N41', '§7'), cite('SW-2023-06-14', '§VI')],
  href: `/api/v1/versions/${version.id}/evidence`,
});

const isCurrent = ({ state }: RecordedEvidence): boolean => state === 'recorded';

/** All three pillars are required of every SaMD (N41 §7): those that no current evidence stands under. */
export function missingPillars({ evidence, version }: DossierRecord): Gap[] {
  if (!evidence.some(isCurrent)) return [];
  const missing = Object.keys(PILLARS).filter(
    (pillar) => !evidence.some((one) => isCurrent(one) && one.pillar === pillar),
  );
  return missing.map((pillar) => ({
    kind: 'gap',
    level: 'warning',
    title: `No evidence of ${pillarInWords(pillar).toLowerCase()}`,
    text: 'All three pillars of a clinical evaluation are required of every SaMD; under this one no current evidence stands.',
    affects: [version.semanticVersion],
    closes: 'Record evidence under this pillar',
    cites: [cite('N41', '§7')],
    href: `/api/v1/versions/${version.id}/evidence`,
    field: 'pillar',
  }));
}
