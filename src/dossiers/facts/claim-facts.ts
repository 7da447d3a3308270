import { type EntityManager, In } from 'typeorm';
import { isStatedAfterRun, judgeClaim } from '../../evidence/claim.rules';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { evidenceCode } from '../../evidence/evidence.rules';
import { EvidenceLink } from '../../evidence/evidence-link.entity';
import { describeClaims } from '../../intended-use/claim-descriptions';
import { claimCode, type DescribedClaim } from '../../intended-use/claim.dto';
import { Claim } from '../../intended-use/claim.entity';
import type { RecordedClaim } from '../claim-record';
import type { RecordedFunction } from '../dossier-record';

/** The claims of a model and the links of a version's evidence, read once for all that asks for them. */
export interface Traces {
  readonly claims: readonly DescribedClaim[];
  /** Ended ones among them, for the audit extract. */
  readonly links: readonly EvidenceLink[];
}

export async function readTraces(
  db: EntityManager,
  functions: readonly RecordedFunction[],
  evidence: readonly DescribedEvidence[],
): Promise<Traces> {
  const functionId = In(functions.map(({ id }) => id));
  const evidenceId = In(evidence.map((one) => one.evidence.id));
  return {
    claims: await describeClaims(db, await db.find(Claim, { where: { functionId }, order: { number: 'ASC' } })),
    links: await db.find(EvidenceLink, { where: { evidenceId }, order: { id: 'ASC' } }),
  };
}

const isCurrent = ({ endedAt }: EvidenceLink): boolean => endedAt === null;

/** The codes of the functions and claims that a piece of evidence is to show. */
export function shownBy(
  evidenceId: string,
  { claims, links }: Traces,
  functions: readonly RecordedFunction[],
): string[] {
  const own = links.filter((link) => isCurrent(link) && link.evidenceId === evidenceId);
  return own.flatMap(({ claimId, functionId }) => [
    ...functions.filter(({ id }) => id === functionId).map(({ code }) => code),
    ...claims.filter(({ claim }) => claim.id === claimId).map(({ claim }) => claimCode(claim)),
  ]);
}

function recordedClaim(
  { claim, current, withdrawal }: DescribedClaim,
  linked: readonly DescribedEvidence[],
): Omit<RecordedClaim, 'function'> {
  const { revision, statement, metric, comparator, threshold, unit, population, task, subgroup, minimumN } = current;
  const evidence = linked.map(({ evidence: { performedOn, results, number } }) => ({
    code: evidenceCode({ number }),
    statedAfterRun: isStatedAfterRun(current.statedAt, performedOn, results?.evaluatedAt ?? null),
  }));
  return {
    ...{ id: claim.id, code: claimCode(claim), revision, statement, metric, comparator, threshold, unit, population },
    ...{ task, subgroup, minimumN, evidence, statedBy: current.statedBy, statedAt: current.statedAt.toISOString() },
    withdrawal: withdrawal && {
      ...{ reason: withdrawal.reason, by: withdrawal.withdrawnBy, at: withdrawal.withdrawnAt.toISOString() },
    },
    judgement: judgeClaim(
      current,
      linked.map((one) => ({ code: evidenceCode(one.evidence), results: one.evidence.results })),
    ),
  };
}

/** The claims with what stands behind each in this version; withdrawn ones stay. */
export function recordedClaims(
  { claims, links }: Traces,
  functions: readonly RecordedFunction[],
  evidence: readonly DescribedEvidence[],
): RecordedClaim[] {
  const standing = evidence.filter(({ state }) => state === 'recorded');
  return claims.map((one) => {
    const ids = links.filter((link) => isCurrent(link) && link.claimId === one.claim.id).map((link) => link.evidenceId);
    const linked = standing.filter((other) => ids.includes(other.evidence.id));
    const code = functions.find(({ id }) => id === one.claim.functionId)?.code ?? '';
    return { ...recordedClaim(one, linked), function: code };
  });
}
