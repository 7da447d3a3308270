/** One version of the model, for the history. */
export interface HistoricVersion {
  readonly id: string;
  readonly semanticVersion: string;
  readonly state: string;
  readonly stateSince: string;
  readonly createdAt: string;
  readonly changeSummary: string;
  /** The dossiers of it that were issued before this one, by their codes, the newest first. */
  readonly dossiers: readonly string[];
}

/** One revision of an intended use, whether it holds or not. */
export interface HistoricUse {
  /** `IU-1.4`. */
  readonly code: string;
  readonly function: string;
  readonly statedBy: string;
  readonly statedAt: string;
  /** What it says otherwise than the revision before, by the names of the fields; empty of the first one. */
  readonly changed: readonly string[];
  readonly standing: 'holds' | 'superseded' | 'withdrawn';
}

/** One determination of a function, whether it holds or not. */
export interface HistoricDetermination {
  /** `DT-0041`. */
  readonly code: string;
  readonly function: string;
  readonly ruleSet: string;
  /** As it was decided, in words. */
  readonly outcome: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** For which version it was decided; null for every one. */
  readonly version: string | null;
  readonly supersedes: string | null;
  readonly standing: 'holds' | 'superseded' | 'withdrawn';
}

/** What was said before of the model and its functions: nothing of it is ever removed. */
export interface RecordedHistory {
  /** The newest first; the one of the dossier among them. */
  readonly versions: readonly HistoricVersion[];
  readonly intendedUses: readonly HistoricUse[];
  readonly determinations: readonly HistoricDetermination[];
}
