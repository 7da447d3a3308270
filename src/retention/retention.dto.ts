import { evidenceCode } from '../evidence/evidence.rules';
import { Because } from '../http/because.dto';
import { Choice, Digest, MayIdOf, Words } from '../http/fields';
import { WholeNumber } from '../http/number-fields';
import type { Disposal } from '../evidence/disposal.entity';
import type { DescribedEvidence } from '../evidence/evidence.dto';
import type { DisposalRejection, DisposalRequest } from './disposal-request.entity';
import { type FileRetention, holdCode } from './file-retention';
import { HOLD_SCOPES, type HoldScope, type LegalHold, type LegalHoldRelease } from './legal-hold.entity';
import { keptUntil } from './retention.rules';
import type { RetentionPeriod, RetentionRule } from './retention-rule.entity';

export class LengthenRetention extends Because {
  @WholeNumber(1, 1200) months: number;
}

export class PlaceHold extends Because {
  @Choice(HOLD_SCOPES) scope: HoldScope;
  @MayIdOf('The model, version, evidence or file that is held; none for all') scopeId?: string | null;
  @Words(2, 200) matter: string;
}

export class AskDisposal extends Because {
  @Digest() sha256: string;
}

/** A published rule with what the organization made of it. */
export interface DescribedRule {
  readonly rule: RetentionRule;
  readonly periods: readonly RetentionPeriod[];
}

export interface DescribedHold {
  readonly hold: LegalHold;
  readonly release: LegalHoldRelease | null;
}

export interface DescribedRequest {
  readonly request: DisposalRequest;
  readonly rejection: DisposalRejection | null;
  readonly disposal: Disposal | null;
}

export const presentRule = ({ rule, periods }: DescribedRule) => ({
  ...{ id: rule.id, kind: rule.kind, countedFrom: rule.countedFrom, citation: rule.citation, edition: rule.edition },
  publishedMonths: rule.months,
  months: periods.at(-1)?.months ?? rule.months,
  lengthened: periods.map(({ months, reason, setBy, setAt }) => ({ months, reason, setBy, setAt })),
  href: `/api/v1/retention-rules/${rule.id}`,
});

export const presentHold = ({ hold, release }: DescribedHold) => ({
  ...hold,
  code: holdCode(hold),
  state: release === null ? ('standing' as const) : ('released' as const),
  release: release && { reason: release.reason, at: release.releasedAt, by: release.releasedBy },
  href: `/api/v1/legal-holds/${hold.id}`,
});

export const presentDisposal = ({ id, sha256, size, name, mediaType, uses, authority, ...by }: Disposal) => ({
  ...{ id, sha256, size: Number(size), name, mediaType, uses, authority },
  ...{ reason: by.reason, requestedBy: by.requestedBy, approvedBy: by.approvedBy, disposedAt: by.disposedAt },
});

const stateOf = ({ rejection, disposal }: DescribedRequest) =>
  disposal !== null ? ('disposed' as const) : rejection !== null ? ('rejected' as const) : ('open' as const);

export const presentRequest = (described: DescribedRequest) => {
  const { request, rejection, disposal } = described;
  const { id, sha256, reason, requestedBy, requestedAt } = request;
  return {
    ...{ id, sha256, state: stateOf(described), reason, requestedBy, requestedAt },
    rejection: rejection && { reason: rejection.reason, at: rejection.rejectedAt, by: rejection.rejectedBy },
    disposal: disposal && presentDisposal(disposal),
    href: `/api/v1/disposal-requests/${id}`,
  };
};

export const presentFileRetention = ({ file, uses, holds, disposal, mayGoFrom, keptBy }: FileRetention) => ({
  ...{ sha256: file.sha256, name: file.name, size: Number(file.size) },
  state: disposal !== null ? ('disposed' as const) : keptBy.length > 0 ? ('kept' as const) : ('may-go' as const),
  ...{ mayGoFrom, keptBy },
  holds: holds.map((hold) => ({
    ...{ code: holdCode(hold), scope: hold.scope, matter: hold.matter, placedAt: hold.placedAt },
    href: `/api/v1/legal-holds/${hold.id}`,
  })),
  uses: uses.map((use) => ({ ...use, keptUntil: keptUntil(use) })),
  disposal: disposal && presentDisposal(disposal),
  href: `/api/v1/retention/files/${file.sha256}`,
});

export interface EvidenceRetention {
  readonly evidence: DescribedEvidence['evidence'];
  readonly files: readonly FileRetention[];
}

export const presentEvidenceRetention = ({ evidence, files }: EvidenceRetention) => ({
  ...{ id: evidence.id, code: evidenceCode(evidence) },
  rows: 'kept for ever: rows of the record are never removed (21 CFR 11.10(c), (e)); only bytes of files are disposed of',
  files: files.map(presentFileRetention),
  href: `/api/v1/retention/evidence/${evidence.id}`,
});
