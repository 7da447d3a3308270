import { queryOf } from '../http/list-query';
import { EVIDENCE_LIST } from './evidence.list';

export class EvidenceQuery extends queryOf(EVIDENCE_LIST) {}
export class VersionEvidenceQuery extends queryOf(EVIDENCE_LIST, 'versionId') {}
