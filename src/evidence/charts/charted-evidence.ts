import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { describeClaims } from '../../intended-use/claim-descriptions';
import { claimCode } from '../../intended-use/claim.dto';
import { Claim } from '../../intended-use/claim.entity';
import type { Evidence } from '../evidence.entity';
import { evidenceCode } from '../evidence.rules';
import { EvidenceLink } from '../evidence-link.entity';
import type { Charted, ChartedCriterion } from './charted';

/** The criteria of the claims that each piece of evidence is to show today, by its id; withdrawn claims fix nothing. */
async function criteriaOf(db: EntityManager, evidenceIds: readonly string[]): Promise<Map<string, ChartedCriterion[]>> {
  const where = { evidenceId: In([...evidenceIds]), endedAt: IsNull(), claimId: Not(IsNull()) };
  const links = await db.find(EvidenceLink, { where, order: { id: 'ASC' } });
  if (links.length === 0) return new Map();
  const ids = In(links.flatMap(({ claimId }) => (claimId === null ? [] : [claimId])));
  const claims = await describeClaims(db, await db.find(Claim, { where: { id: ids }, order: { number: 'ASC' } }));
  const standing = new Map(
    claims
      .filter(({ withdrawal }) => withdrawal === null)
      .map(({ claim, current }) => [claim.id, { ...current, code: claimCode(claim) }]),
  );
  const found = new Map<string, ChartedCriterion[]>();
  for (const { evidenceId, claimId } of links) {
    const criterion = standing.get(claimId ?? '');
    if (criterion !== undefined) found.set(evidenceId, [...(found.get(evidenceId) ?? []), criterion]);
  }
  return found;
}

type Chartable = Pick<Evidence, 'id' | 'number' | 'title' | 'illustrative' | 'results'>;

/** Evidence as charts look at it, with the limits that its claims fix today: four queries however much there is. */
export async function chartedEvidence(db: EntityManager, all: readonly Chartable[]): Promise<Map<string, Charted>> {
  const criteria = await criteriaOf(
    db,
    all.map(({ id }) => id),
  );
  return new Map(
    all.map((one) => {
      const { id, title, illustrative, results } = one;
      return [id, { code: evidenceCode(one), title, illustrative, results, criteria: criteria.get(id) ?? [] }];
    }),
  );
}
