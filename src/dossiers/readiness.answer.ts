import { Noun, Says } from '../http/says';
import type { GapLevel } from './blocks';
import type { Readiness } from './readiness';

const LEVELS = ['error', 'warning', 'note'] as const satisfies readonly GapLevel[];

@Noun('GapCounts', 'How many gaps there are of each level')
export class GapCountsAnswer {
  @Says.count() error: number;
  @Says.count() warning: number;
  @Says.count() note: number;
}

@Noun('Gap', 'What is missing, what it affects, and where it is closed')
export class GapAnswer {
  @Says.oneOf(LEVELS) level: GapLevel;
  @Says.text() title: string;
  @Says.text() text: string;
  @Says.texts() affects: readonly string[];
  @Says.text('Who can close it, and how') closes: string;
  @Says.texts() cites: readonly string[];
  @Says.href() href: string;
}

@Noun('DossierReadiness', 'What is missing for a dossier; only an error keeps it from being issued')
export class DossierReadinessAnswer implements Readiness {
  @Says.text() template: string;
  @Says.yes() ready: boolean;
  @Says.one(() => GapCountsAnswer) counts: GapCountsAnswer;
  @Says.list(() => GapAnswer) gaps: readonly GapAnswer[];
}
