import { queryOf } from '../http/list-query';
import { AUDIT_EVENT_LIST } from './audit-event.list';

export class AuditEventQuery extends queryOf(AUDIT_EVENT_LIST) {}
