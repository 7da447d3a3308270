import { queryOf } from '../http/list-query';
import { DISPOSAL_REQUEST_LIST, LEGAL_HOLD_LIST, RETENTION_RULE_LIST } from './retention-lists';

export class RetentionRuleQuery extends queryOf(RETENTION_RULE_LIST) {}
export class LegalHoldQuery extends queryOf(LEGAL_HOLD_LIST) {}
export class DisposalRequestQuery extends queryOf(DISPOSAL_REQUEST_LIST) {}
