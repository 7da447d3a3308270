import type { FactStated, Dissent, StepRationale } from '../classification/classification.entity';
import type { Determination } from '../classification/classify';
import type { Change } from '../classification/changes';
import type { EvidenceState } from '../evidence/evidence.rules';
import type { NormalForm } from '../evidence/normal-form';
import type { Artifact, BaseModel, TrainingDataSet } from '../models/model-version.entity';
import type { RecordedClaim } from './claim-record';
import type { RecordedEvent } from './event-record';
import type { RecordedHistory } from './history-record';
import type { RecordedLog } from './log-record';
import type { RecordedLabeling } from './labeling-record';
import type { Producer } from './producer';
import type { RecordedSeal } from './seal/recorded-seal';
import type { RecordedSignature, RecordedSigning } from './signature-record';
import type { RecordedSubmission } from './submission-record';
import type { Template } from './template';

export type { RecordedLabeling } from './labeling-record';
export type { RecordedEvent } from './event-record';

/** The shape of `record.json`; a change of it is a new number. */
export const RECORD_SCHEMA = 'predicate/dossier-record/4';

export interface RecordedParty {
  readonly name: string;
  readonly place: string | null;
  readonly country: string;
  readonly role: string;
  readonly note: string | null;
  readonly startedAt: string;
}

export interface RecordedIntendedUse {
  /** `IU-1.4`: function 1, revision 4. */
  readonly code: string;
  readonly statement: string;
  readonly medicalPurpose: string;
  readonly condition: string;
  readonly population: string;
  readonly users: string;
  readonly environment: string;
  readonly inputs: string;
  readonly outputs: string;
  readonly workflowRole: string;
  readonly autonomy: string;
  readonly exclusions: string;
  readonly contraindications: string | null;
  readonly statedBy: string;
  readonly statedAt: string;
}

export interface RecordedClassification {
  /** `DT-0041`. */
  readonly code: string;
  /** For every version of the model, or for this one. */
  readonly forEveryVersion: boolean;
  readonly ruleSet: string;
  readonly facts: readonly FactStated[];
  readonly result: Determination;
  readonly decision: 'accepted' | 'overridden';
  readonly decidedOutcome: string;
  readonly decisionReason: string;
  readonly criterionRationales: readonly StepRationale[];
  readonly dissent: readonly Dissent[];
  /** Which single other fact would have changed the outcome, by the edition used. */
  readonly wouldChange: readonly Change[];
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly supersedes: string | null;
}

export interface RecordedFunction {
  readonly id: string;
  /** `FN-1`. */
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly intendedUse: RecordedIntendedUse | null;
  /** Device status first, then the IMDRF category; only what holds today. */
  readonly classifications: readonly RecordedClassification[];
}

export interface RecordedFile {
  readonly name: string;
  /** The name inside the PDF: `EV-0101-results.json`. */
  readonly attachedAs: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly role: 'results' | 'attachment';
  /**
   * Whether the bytes are in this file; larger ones are kept by the owner under the digest, or were disposed of. Those that
   * the store has lost or changed are nowhere, and a gap says so.
   */
  readonly kept: 'inside' | 'by owner' | 'damaged' | 'disposed of';
  /** When and under which rule the bytes went; absent where they did not. */
  readonly disposal?: string;
}

export interface RecordedEvidence {
  readonly id: string;
  /** `EV-0101`. */
  readonly code: string;
  readonly kind: string;
  readonly pillar: string | null;
  readonly title: string;
  readonly protocol: string | null;
  readonly performedOn: string;
  readonly performedBy: string;
  readonly staysFresh: string | null;
  readonly illustrative: boolean;
  readonly results: NormalForm | null;
  readonly statedFacts: readonly { readonly fact: string; readonly text: string }[];
  readonly lateEntry: boolean;
  readonly afterRelease: boolean;
  readonly state: EvidenceState;
  readonly withdrawal: { readonly reason: string; readonly at: string; readonly by: string } | null;
  readonly supersedes: string | null;
  /** The functions and claims that it is linked to: `FN-1`, `CL-0001`. */
  readonly shows: readonly string[];
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly files: readonly RecordedFile[];
}

/**
 * All that a dossier says, as plain JSON, and the file `record.json` inside it: everything on the pages is drawn from
 * this and from nothing else, so the pages can be made again from it byte for byte.
 */
export interface DossierRecord {
  readonly schema: typeof RECORD_SCHEMA;
  readonly producer: Producer;
  readonly dossier: {
    readonly id: string;
    /** `PD-2026-000417`, or `DRAFT`. */
    readonly code: string;
    readonly draft: boolean;
    readonly template: Template;
    readonly issuedAt: string;
    readonly issuedBy: string;
    readonly supersedes: string | null;
    /** Where anybody looks whether this file was issued: the public page of the service; null where it has no address. */
    readonly verifyAt: string | null;
    /** How it was to be sealed; null of a preview, which is not, and absent of what older editions made. */
    readonly seal?: RecordedSeal | null;
    /** 256 random bits that nobody can guess (hex): editions with fields withheld are salted from it. Absent of a preview. */
    readonly blind?: string;
  };
  readonly model: {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly description: string;
    readonly illustrative: boolean;
  };
  readonly parties: readonly RecordedParty[];
  readonly version: {
    readonly id: string;
    readonly label: string;
    readonly semanticVersion: string;
    readonly state: string;
    readonly stateSince: string;
    readonly artifacts: readonly Artifact[];
    readonly baseModel: BaseModel | null;
    readonly trainingData: readonly TrainingDataSet[];
    readonly parent: string | null;
    readonly changeSummary: string;
    readonly supplierStatement: string | null;
    readonly createdAt: string;
    /** The first one first; the last one holds. */
    readonly labeling: readonly RecordedLabeling[];
  };
  readonly functions: readonly RecordedFunction[];
  readonly evidence: readonly RecordedEvidence[];
  readonly claims: readonly RecordedClaim[];
  readonly submissions: readonly RecordedSubmission[];
  readonly signings: readonly RecordedSigning[];
  /** Those that count, in the order in which they were given. */
  readonly signatures: readonly RecordedSignature[];
  readonly history: RecordedHistory;
  readonly events: readonly RecordedEvent[];
  /** What proves the events; null of a preview, and of a dossier that was issued while nothing fed the log. */
  readonly log: RecordedLog | null;
}
