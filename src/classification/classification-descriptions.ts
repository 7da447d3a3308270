import { type EntityManager, In } from 'typeorm';
import { END_OF_TIME } from '../kernel/clock';
import type { DescribedClassification } from './classification.dto';
import type { Classification } from './classification.entity';
import { ClassificationWithdrawal } from './classification-withdrawal.entity';

/** Determinations, each with its withdrawal until that instant, in the state that the manager reads. */
export async function describeClassifications(
  manager: EntityManager,
  rows: readonly Classification[],
  asOf = END_OF_TIME,
): Promise<DescribedClassification[]> {
  const withdrawn = await manager.findBy(ClassificationWithdrawal, { classificationId: In(rows.map(({ id }) => id)) });
  return rows.map((classification) => {
    const own = withdrawn.find((one) => one.classificationId === classification.id && one.withdrawnAt <= asOf);
    return { classification, withdrawal: own ?? null };
  });
}
