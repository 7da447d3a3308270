import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import { Evidence } from './evidence.entity';
import { evidenceCode } from './evidence.rules';
import { EvidenceWithdrawal } from './evidence-withdrawal.entity';

/**
 * Evidence that still stands, or the refusal of what was superseded or withdrawn. Its row never changes, so the version
 * is held: what follows on it comes one by one.
 */
export async function standing(tx: AuditedTransaction, id: string): Promise<Evidence> {
  const evidence = await tx.read.findOneBy(Evidence, { id });
  if (evidence === null) throw Refusal.notFound(`Evidence ${id}`);
  await tx.lock(ModelVersion, evidence.versionId);
  const code = evidenceCode(evidence);
  const newer = await tx.read.findOneBy(Evidence, { supersedesId: evidence.id });
  if (newer !== null) throw Refusal.invalidState(`${code} is superseded by ${evidenceCode(newer)} already`);
  if (await tx.read.exists(EvidenceWithdrawal, { where: { evidenceId: evidence.id } })) {
    throw Refusal.invalidState(`${code} is withdrawn already`);
  }
  return evidence;
}
