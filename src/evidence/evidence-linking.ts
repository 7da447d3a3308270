import { type EntityManager, In, IsNull } from 'typeorm';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { claimCode } from '../intended-use/claim.dto';
import { Claim, ClaimRevision, ClaimWithdrawal } from '../intended-use/claim.entity';
import { functionCode } from '../intended-use/intended-use.dto';
import { SoftwareFunction } from '../intended-use/software-function.entity';
import { END_OF_TIME } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { isStatedAfterRun } from './claim.rules';
import { Evidence } from './evidence.entity';
import { evidenceCode } from './evidence.rules';
import type { DescribedLink } from './evidence-link.dto';
import { EvidenceLink } from './evidence-link.entity';

/** A claim or a function, and the place in what was sent that names it. */
export type LinkTarget = { readonly pointer: string } & (
  | { readonly claimId: string; readonly functionId?: undefined }
  | { readonly functionId: string; readonly claimId?: undefined }
);

export interface LinkSource {
  readonly evidence: Evidence;
  readonly modelId: string;
  readonly linkedBy: string;
  readonly linkedAt: Date;
}

const strange = (pointer: string, what: string): Refusal =>
  Refusal.validation([{ pointer, detail: `names no ${what} of the model of this evidence` }]);

/** The code of a claim that stands and whose function belongs to the model. */
async function claimOf(tx: AuditedTransaction, modelId: string, claimId: string, pointer: string): Promise<string> {
  const claim = await tx.read.findOneBy(Claim, { id: claimId });
  const isOurs =
    claim !== null && (await tx.read.exists(SoftwareFunction, { where: { id: claim.functionId, modelId } }));
  if (!isOurs) throw strange(pointer, 'claim');
  await tx.lock(SoftwareFunction, claim.functionId);
  if (await tx.read.exists(ClaimWithdrawal, { where: { claimId } })) {
    throw Refusal.invalidState(`${claimCode(claim)} is withdrawn: nothing is to show it any more`);
  }
  return claimCode(claim);
}

async function functionOf(tx: AuditedTransaction, modelId: string, id: string, pointer: string): Promise<string> {
  const found = await tx.read.findOneBy(SoftwareFunction, { id, modelId });
  if (found === null) throw strange(pointer, 'function');
  return functionCode(found);
}

/** Writes one link of evidence, whose version is held by the caller; refuses a strange target and the same link twice. */
export async function addLink(
  tx: AuditedTransaction,
  { evidence, modelId, linkedBy, linkedAt }: LinkSource,
  target: LinkTarget,
): Promise<EvidenceLink> {
  const { claimId = null, functionId = null, pointer } = target;
  const to =
    claimId === null
      ? await functionOf(tx, modelId, functionId ?? '', pointer)
      : await claimOf(tx, modelId, claimId, pointer);
  const where = { evidenceId: evidence.id, endedAt: IsNull() };
  const current = await tx.read.findBy(EvidenceLink, where);
  if (current.some((one) => one.claimId === claimId && one.functionId === functionId)) {
    throw Refusal.duplicate(`${evidenceCode(evidence)} is linked to ${to} already`);
  }
  return tx.insert(EvidenceLink, {
    ...{ id: newId(), evidenceId: evidence.id, claimId, functionId, linkedBy, linkedAt },
    ...{ endedBy: null, endedAt: null, endReason: null },
  });
}

/** Links with what the claims say, or said at that instant, in the state that the manager reads. */
export async function describeLinks(
  read: Pick<EntityManager, 'find'>,
  links: readonly EvidenceLink[],
  asOf = END_OF_TIME,
): Promise<DescribedLink[]> {
  const evidence = await read.find(Evidence, { where: { id: In(links.map(({ evidenceId }) => evidenceId)) } });
  const claimId = In(links.flatMap((link) => (link.claimId === null ? [] : [link.claimId])));
  const revisions = await read.find(ClaimRevision, { where: { claimId }, order: { revision: 'ASC' } });
  return links.map((link) => {
    const run = evidence.find(({ id }) => id === link.evidenceId);
    const current = revisions.filter((one) => one.claimId === link.claimId && one.statedAt <= asOf).at(-1);
    if (run === undefined || current === undefined) return { link, statedAfterRun: null };
    const evaluatedAt = run.results?.evaluatedAt ?? null;
    return { link, statedAfterRun: isStatedAfterRun(current.statedAt, run.performedOn, evaluatedAt) };
  });
}
