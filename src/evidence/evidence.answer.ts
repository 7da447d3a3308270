import { Noun, Says } from '../http/says';
import { WithdrawalAnswer } from '../http/withdrawal.answer';
import { EVIDENCE_KINDS, type EvidenceKind, type Pillar, PILLARS, type StatedFact } from './evidence.entity';
import type { EvidenceState } from './evidence.rules';
import { FILE_ROLES, type FileRole } from './evidence-file.entity';
import { NormalFormAnswer } from './normal-form.answer';
import { CONDITIONS, type Condition } from './scrub/file-condition';

const STATES = ['recorded', 'superseded', 'withdrawn'] as const satisfies readonly EvidenceState[];

@Noun('StoredFile', 'Bytes under their digest')
export class StoredFileAnswer {
  @Says.digest() sha256: string;
  @Says.count() size: number;
  @Says.text('As it was first called') name: string;
  @Says.text() mediaType: string;
  @Says.instant() storedAt: Date;
  @Says.href() href: string;
}

@Noun('FileCondition', 'A stored file, and whether its bytes are still those of its digest')
export class FileConditionAnswer extends StoredFileAnswer {
  @Says.oneOf(CONDITIONS) condition: Condition;
  @Says.mayInstant() lastCheckedAt: Date | null;
  @Says.mayInstant() damagedSince: Date | null;
}

@Noun('EvidenceFile', 'A file that stands behind a piece of evidence')
export class EvidenceFileAnswer {
  @Says.digest() sha256: string;
  @Says.text() name: string;
  @Says.oneOf(FILE_ROLES) role: FileRole;
  @Says.href() href: string;
}

@Noun('StatedFact', 'What the results file lacks, as a person states it')
export class StatedFactAnswer implements StatedFact {
  @Says.text() fact: string;
  @Says.text() text: string;
}

@Noun('Evidence', 'One piece of validation evidence for a version')
export class EvidenceAnswer {
  @Says.id() id: string;
  @Says.count(1) number: number;
  @Says.like(/^EV-\d{4,}$/, 'As it is printed') code: string;
  @Says.oneOf(STATES) state: EvidenceState;
  @Says.id('The version') versionId: string;
  @Says.oneOf(EVIDENCE_KINDS) kind: EvidenceKind;
  @Says.mayOneOf(PILLARS) pillar: Pillar | null;
  @Says.text() title: string;
  @Says.mayText() protocol: string | null;
  @Says.day() performedOn: string;
  @Says.text() performedBy: string;
  @Says.mayText('What must stay the same for this to go on holding') staysFresh: string | null;
  @Says.yes('Made up to show the form') illustrative: boolean;
  @Says.mayOne(() => NormalFormAnswer) results: NormalFormAnswer | null;
  @Says.list(() => StatedFactAnswer) statedFacts: readonly StatedFactAnswer[];
  @Says.yes('Recorded more than a day after it was performed') lateEntry: boolean;
  @Says.yes('Made after the release') afterRelease: boolean;
  @Says.mayId('The evidence that this one took the place of') supersedesId: string | null;
  @Says.mayId('The evidence that took the place of this one') supersededById: string | null;
  @Says.text() recordedBy: string;
  @Says.instant() recordedAt: Date;
  @Says.list(() => EvidenceFileAnswer) files: readonly EvidenceFileAnswer[];
  @Says.mayOne(() => WithdrawalAnswer) withdrawal: WithdrawalAnswer | null;
  @Says.href() href: string;
}
