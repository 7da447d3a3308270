import { worded } from '../../http/pages/words';
import type { SignedType } from '../../signatures/signature.entity';

/** How a record is read out: what it is, what stands in whole paragraphs, and everything else of it, in this order. */
export interface LeafWords {
  readonly kind: string;
  readonly texts: readonly string[];
  readonly rows: readonly string[];
}

export const LEAVES: Readonly<Record<SignedType, LeafWords>> = {
  intended_use: {
    kind: 'Intended use',
    texts: ['statement', 'medicalPurpose', 'condition', 'population', 'users', 'environment', 'inputs', 'outputs'],
    rows: ['workflowRole', 'autonomy', 'exclusions', 'contraindications', 'functionId', 'revision', 'statedBy'],
  },
  claim: {
    kind: 'Claim',
    texts: ['statement'],
    rows: ['metric', 'comparator', 'threshold', 'unit', 'population', 'task', 'subgroup', 'minimumN', 'statedBy'],
  },
  classification: {
    kind: 'Determination',
    texts: ['decisionReason'],
    rows: ['functionId', 'versionId', 'ruleSet', 'decision', 'decidedOutcome', 'supersedesId', 'decidedBy'],
  },
  evidence: {
    kind: 'Evidence',
    texts: ['title', 'staysFresh'],
    rows: ['kind', 'pillar', 'versionId', 'protocol', 'performedOn', 'performedBy', 'supersedesId', 'statedFacts'],
  },
  model_version: {
    kind: 'Version',
    texts: ['changeSummary', 'supplierStatement'],
    rows: ['label', 'semanticVersion', 'modelId', 'state', 'stateSince', 'parentVersionId', 'artifacts', 'baseModel'],
  },
  dossier: {
    kind: 'Dossier',
    texts: [],
    rows: ['code', 'versionId', 'template', 'templateEdition', 'pages', 'sha256', 'recordSha256', 'supersedesId'],
  },
};

const LABELS: Readonly<Record<string, string>> = {
  id: 'Id of the record',
  functionId: 'Function',
  versionId: 'Version',
  modelId: 'Model',
  claimId: 'Claim',
  parentVersionId: 'Made from the version',
  supersedesId: 'Takes the place of',
  statement: 'Statement',
  decisionReason: 'Why it is decided so',
  decidedOutcome: 'Outcome that is decided',
  ruleSet: 'Rule set',
  minimumN: 'Least n',
  changeSummary: 'What changed',
  staysFresh: 'Holds as long as',
  sha256: 'SHA-256',
  recordSha256: 'SHA-256 of the record in it',
  statedBy: 'Stated by',
  criterionRationales: 'Reasons by criterion',
  illustrative: 'Made up to show the product',
  lateEntry: 'Recorded late',
  afterRelease: 'Made after the release',
  n: 'n',
};

/** What of a record says nothing where it is null: `versionId` of a determination is for every version. */
export const WHEN_NULL: Readonly<Record<string, string>> = {
  supersedesId: 'None',
  parentVersionId: 'None',
  versionId: 'Every version',
  subgroup: 'The whole set',
  task: 'Every test set that was run',
  unit: 'None',
};

const spaced = (name: string): string => worded(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));

/** A field as people call it. */
export const labelOf = (name: string): string => LABELS[name] ?? spaced(name);
