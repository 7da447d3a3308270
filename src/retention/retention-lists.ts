import type { List } from '../database/list';
import { idFilter, ofChoice, ofId, ofInstants, ofState, ofText } from '../database/list-filters';
import { byInstant, byNumber, byText } from '../database/list-sorts';
import { DisposalRequest } from './disposal-request.entity';
import { describeRequests } from './disposal-requests.service';
import { HOLD_SCOPES, LegalHold } from './legal-hold.entity';
import { describeHolds } from './legal-holds.service';
import { type DescribedHold, type DescribedRequest, type DescribedRule, presentHold } from './retention.dto';
import { presentRequest, presentRule } from './retention.dto';
import { COUNTED_FROM, RETENTION_KINDS } from './retention.rules';
import { RetentionRule } from './retention-rule.entity';
import { describeRules } from './retention-rules.service';

/** How long what is kept. */
export const RETENTION_RULE_LIST: List<RetentionRule, DescribedRule, ReturnType<typeof presentRule>> = {
  noun: 'retention-rules',
  entity: RetentionRule,
  sorts: { kind: byText('kind') },
  byDefault: 'kind',
  filters: {
    kind: ofChoice('kind', RETENTION_KINDS, 'Only of this kind of record'),
    countedFrom: ofChoice('counted_from', COUNTED_FROM, 'Only counted from this'),
  },
  columns: ['kind', 'months', 'publishedMonths', 'countedFrom', 'citation', 'edition', 'id', 'href'],
  describe: describeRules,
  present: presentRule,
};

const IS_RELEASED = 't.id IN (SELECT r.hold_id FROM legal_hold_release r)';
const placed = ofInstants('placed_at');

/** What may not go while a matter lasts, and what could not. */
export const LEGAL_HOLD_LIST: List<LegalHold, DescribedHold, ReturnType<typeof presentHold>> = {
  noun: 'legal-holds',
  entity: LegalHold,
  sorts: { placedAt: byInstant('placed_at'), number: byNumber('number') },
  byDefault: 'placedAt',
  filters: {
    state: ofState({ standing: `NOT ${IS_RELEASED}`, released: IS_RELEASED }, 'Only those that stand, or only not'),
    scope: ofChoice('scope', HOLD_SCOPES, 'Only on this kind of scope'),
    scopeId: ofId('scope_id', 'Only on this record'),
    matter: ofText('matter', /^\P{C}{1,200}$/u, 'the matter, exactly as it was said'),
    placedFrom: placed.from('Only placed on this day or instant or later, UTC'),
    placedTo: placed.to('Only placed on this day or instant or earlier, UTC'),
  },
  columns: [
    ...['code', 'state', 'scope', 'scopeId', 'matter', 'reason', 'placedBy', 'placedAt'],
    ...['release.at', 'release.by', 'release.reason', 'id', 'href'],
  ],
  describe: describeHolds,
  present: presentHold,
};

const IS_REJECTED = 't.id IN (SELECT r.request_id FROM disposal_rejection r)';
const IS_DISPOSED = 't.id IN (SELECT d.request_id FROM disposal d)';
const requested = ofInstants('requested_at');

/** What somebody asked to be disposed of, and what went. */
export const DISPOSAL_REQUEST_LIST: List<DisposalRequest, DescribedRequest, ReturnType<typeof presentRequest>> = {
  noun: 'disposal-requests',
  entity: DisposalRequest,
  sorts: { requestedAt: byInstant('requested_at') },
  byDefault: 'requestedAt',
  filters: {
    state: ofState(
      { open: `NOT ${IS_REJECTED} AND NOT ${IS_DISPOSED}`, rejected: IS_REJECTED, disposed: IS_DISPOSED },
      'Only in this state',
    ),
    sha256: ofText('sha256', /^[0-9a-f]{64}$/, 'the digest of a file'),
    evidenceId: idFilter(
      'Only files of this evidence',
      (id) => `t.sha256 IN (SELECT f.sha256 FROM evidence_file f WHERE f.evidence_id = ${id})`,
    ),
    requestedFrom: requested.from('Only asked for on this day or instant or later, UTC'),
    requestedTo: requested.to('Only asked for on this day or instant or earlier, UTC'),
  },
  columns: [
    ...['state', 'sha256', 'reason', 'requestedBy', 'requestedAt', 'rejection.at', 'rejection.by', 'rejection.reason'],
    ...[
      'disposal.name',
      'disposal.size',
      'disposal.authority',
      'disposal.approvedBy',
      'disposal.disposedAt',
      'id',
      'href',
    ],
  ],
  describe: describeRequests,
  present: presentRequest,
};
