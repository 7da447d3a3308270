import { type Citation } from '../../kernel/citation';
import { type Rule, type Table } from '../decide';
import { type Disposition } from '../dispositions';
import { type N12Cell } from './imdrf-n12-2014';

/** What every edition says of itself. A published rule set is never edited; a new edition is added (regulation E3). */
export interface Edition {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly effectiveOn: string;
  readonly supersededOn?: string;
  readonly citations: readonly Citation[];
}

/** A determination of device status: its steps in the order of the paper, then the rows that give the disposition. */
export interface DeviceRuleSet extends Edition {
  readonly kind: 'cds';
  readonly steps: readonly Table<boolean>[];
  /** Conditions name steps. The first row that holds applies. */
  readonly dispositions: readonly Rule<Disposition>[];
}

/** A categorization by one table, applied to each use; the highest category wins. */
export interface CategoryRuleSet extends Edition {
  readonly kind: 'imdrf';
  readonly table: Table<N12Cell>;
  readonly severalUses: readonly Citation[];
}

export type RuleSet = DeviceRuleSet | CategoryRuleSet;
