/** Every format that Predicate has a name for; `mapped` is a table read by a saved mapping. */
export const FORMATS = [
  'azure_ai_evaluation',
  'chai_model_card',
  'classification_report',
  'clinical_metrics',
  'cyclonedx',
  'deepeval',
  'every_eval_ever',
  'fda_lists',
  'fhir',
  'healthbench',
  'helm',
  'inspect_ai',
  'intoto_slsa',
  'junit_xml',
  'lm_eval',
  'mlflow',
  'model_card',
  'model_card_toolkit',
  'model_signing',
  'monai_metadata',
  'openfda',
  'openvex',
  'oscal_ar',
  'promptfoo',
  'ragas',
  'reader_study',
  'sarif',
  'spdx3_ai',
  'wandb',
  'mapped',
] as const;

export type Format = (typeof FORMATS)[number];

export const RUN_STATUSES = ['complete', 'partial', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Whose figures they are: the owner's run, somebody else's, a copy from a paper or leaderboard, or invented data. */
export const PROVENANCES = ['first-party', 'third-party', 'copied-claim', 'synthetic'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** What an importer noticed and did not hide; a record with a warning stays. */
export const WARNING_CODES = [
  'partial-run',
  'not-a-number',
  'out-of-range',
  'conflicting-values',
  'orphan-stderr',
  'unknown-key',
  'unreadable-date',
  'local-path',
  'secret-removed',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** One warning; `at` is the JSON pointer (RFC 6901) of the place in the file, or null for the whole file. */
export interface ImportWarning {
  readonly code: WarningCode;
  readonly detail: string;
  readonly at: string | null;
}

/** Text of a card or bill of materials that a person may accept for a field; it is never filled in by itself. */
export interface ProposedFact {
  readonly field: string;
  readonly text: string;
  readonly at: string;
}

/** One figure of the file, in its own digits (`valueText`). Null says that the file does not say it, and is never 0. */
export interface ResultRecord {
  readonly task: string;
  readonly taskVersion: string | null;
  readonly taskHash: string | null;
  readonly dataset: string | null;
  readonly datasetConfig: string | null;
  readonly datasetVersion: string | null;
  readonly split: string | null;
  /** As `sex=female`; null is the whole set. */
  readonly subgroup: string | null;
  readonly metric: string;
  readonly filter: string | null;
  readonly value: number | null;
  readonly valueText: string;
  /** The file's own: `%`, `count`, `s`. */
  readonly unit: string | null;
  readonly stderr: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  /** In percent. */
  readonly ciLevel: number | null;
  /** Items scored, never the size of the data set. */
  readonly n: number | null;
  readonly nShot: number | null;
  readonly threshold: number | null;
  readonly passed: boolean | null;
  /** Pools other records; never counted beside its members. */
  readonly isGroup: boolean;
  readonly higherIsBetter: boolean | null;
  /** Computed here, not said by the file. */
  readonly derived: boolean;
}

export interface Tool {
  readonly name: string;
  readonly version: string | null;
  readonly commit: string | null;
}

/** The model under test, as the file names it. */
export interface EvaluatedModel {
  readonly id: string | null;
  readonly revision: string | null;
  readonly digest: string | null;
  readonly source: string | null;
  readonly args: string | null;
}

/** The file that was read: its base name, the SHA-256 of its bytes and their number. */
export interface EvidenceSource {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

/** What every importer makes of a file, and the only thing that anybody reads of it; plain JSON without `undefined`. */
export interface NormalForm {
  readonly format: Format;
  readonly formatVersion: string | null;
  readonly tool: Tool;
  readonly model: EvaluatedModel;
  readonly judgeModel: string | null;
  /** Start of the run in UTC; without a zone when the file gives none. */
  readonly evaluatedAt: string | null;
  readonly status: RunStatus;
  /** The limit that the run was started with: a number of items, or below 1 a share of them. */
  readonly limit: number | null;
  readonly provenance: Provenance;
  readonly source: EvidenceSource;
  /** Importer and its version, as `lm_eval@1`. */
  readonly importer: string;
  /** In the order of the file. */
  readonly records: readonly ResultRecord[];
  readonly facts: readonly ProposedFact[];
  /** What a dossier needs and the file lacks, in words. */
  readonly missing: readonly string[];
  readonly warnings: readonly ImportWarning[];
}
