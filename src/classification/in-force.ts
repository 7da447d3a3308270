import { type EntityManager, In } from 'typeorm';
import { Classification } from './classification.entity';
import { ClassificationWithdrawal } from './classification-withdrawal.entity';

/** What holds for a version among those of one function: its own determination goes before one for every version, a newer before an older. */
export function inForce(
  all: readonly Classification[],
  versionId: string | null,
  withdrawn: ReadonlySet<string>,
): Classification[] {
  const superseded = new Set(all.map(({ supersedesId }) => supersedesId));
  const living = all.filter(
    (one) =>
      !superseded.has(one.id) && !withdrawn.has(one.id) && (one.versionId === null || one.versionId === versionId),
  );
  const isDeviceStatus = ({ result }: Classification): boolean => 'cdsCriteria' in result.outcome;
  return [true, false].flatMap((wanted) => {
    const some = living.filter((one) => isDeviceStatus(one) === wanted);
    const own = some.filter((one) => one.versionId === versionId);
    return (own.length > 0 ? own : some).slice(-1);
  });
}

/** The ids among these of what was withdrawn. */
export async function withdrawnClassifications(
  read: Pick<EntityManager, 'findBy'>,
  all: readonly Classification[],
): Promise<ReadonlySet<string>> {
  const classificationId = In(all.map(({ id }) => id));
  const withdrawals = await read.findBy(ClassificationWithdrawal, { classificationId });
  return new Set(withdrawals.map((one) => one.classificationId));
}

/** The classifications of these functions, oldest first. */
export const classificationsOf = (
  read: Pick<EntityManager, 'find'>,
  functionIds: readonly string[],
): Promise<Classification[]> =>
  read.find(Classification, { where: { functionId: In([...functionIds]) }, order: { number: 'ASC' } });
