import { Because } from '../http/because.dto';
import { Choice, Day, Digest, Flag, ListOf, MayChoice, MayListOf, MayWords, Words } from '../http/fields';
import { MayListOfIds } from '../http/number-fields';
import { evidenceCode, type EvidenceState } from './evidence.rules';
import { EVIDENCE_KINDS, type EvidenceKind, type Evidence, PILLARS, type Pillar } from './evidence.entity';
import { FILE_ROLES, type EvidenceFile, type FileRole } from './evidence-file.entity';
import type { EvidenceWithdrawal } from './evidence-withdrawal.entity';
import { FORMATS } from './normal-form';
import type { FileCondition } from './scrub/file-condition';
import type { StoredFile } from './stored-file.entity';

export class EvidenceFileInput {
  @Digest() sha256: string;
  @Words(1, 255) name: string;
  @Choice(FILE_ROLES) role: FileRole;
}

export class StatedFactInput {
  @Words(1, 200) fact: string;
  @Words(1, 1000) text: string;
}

/** Evidence as a caller says it; figures arrive through a results file, never typed here. */
export class EvidenceInput {
  @Choice(EVIDENCE_KINDS) kind: EvidenceKind;
  @MayChoice(PILLARS) pillar?: Pillar | null;
  @Words(3, 200) title: string;
  @MayWords(2000) protocol?: string | null;
  @Day() performedOn: string;
  @Words(2, 200) performedBy: string;
  @MayWords(1000) staysFresh?: string | null;
  @Flag() illustrative = false;
  @ListOf(() => EvidenceFileInput, 50) files: EvidenceFileInput[];
  @MayListOf(() => StatedFactInput, 50) statedFacts: StatedFactInput[] = [];
  @MayListOfIds('The claims that it is to show') claimIds?: string[];
  @MayListOfIds('The functions that it is about') functionIds?: string[];
}

export class RecordEvidence extends EvidenceInput {
  @MayWords(2000) reason?: string | null;
}

/** The newer record, and why it takes the place of the older. */
export class SupersedeEvidence extends EvidenceInput {
  @Words(3, 2000) reason: string;
}

export class WithdrawEvidence extends Because {}

export class ImportFile {
  @Digest() sha256: string;
  @MayChoice(FORMATS) format?: string | null;
}

/** A piece of evidence with what stands around it. */
export interface DescribedEvidence {
  readonly evidence: Evidence;
  readonly files: readonly EvidenceFile[];
  readonly withdrawal: EvidenceWithdrawal | null;
  readonly supersededById: string | null;
  readonly state: EvidenceState;
}

export const presentEvidence = ({ evidence, files, withdrawal, supersededById, state }: DescribedEvidence) => ({
  ...evidence,
  code: evidenceCode(evidence),
  state,
  files: files.map(({ sha256, name, role }) => ({ sha256, name, role, href: `/api/v1/files/${sha256}` })),
  supersededById,
  withdrawal: withdrawal && { reason: withdrawal.reason, at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy },
  href: `/api/v1/evidence/${evidence.id}`,
});

export const presentFile = ({ sha256, size, name, mediaType, storedAt }: StoredFile) => ({
  ...{ sha256, size: Number(size), name, mediaType, storedAt },
  href: `/api/v1/files/${sha256}`,
});

export const presentCondition = ({ file, condition, lastCheckedAt, damagedSince }: FileCondition) => ({
  ...presentFile(file),
  ...{ condition, lastCheckedAt, damagedSince },
});
