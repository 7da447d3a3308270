import { type EntityManager, In, IsNull } from 'typeorm';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { SoftwareFunction } from '../intended-use/software-function.entity';
import { END_OF_TIME } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal, type FieldError } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import type { DescribedSubmission } from './submission.dto';
import { type Submission, SubmissionCoverage, SubmissionLetter } from './submission.entity';

/** What a submission is to cover; an absent list stays as it is. */
export interface Covered {
  readonly versionIds?: readonly string[];
  readonly functionIds?: readonly string[];
}

type Side = 'versionId' | 'functionId';

/** Begins what is newly covered and ends what is covered no more; the caller holds the submission. */
export async function cover(tx: AuditedTransaction, submission: Submission, wanted: Covered, now: Date): Promise<void> {
  await refuseStrange(tx, submission.modelId, wanted);
  const current = await tx.read.findBy(SubmissionCoverage, { submissionId: submission.id, endedAt: IsNull() });
  await side(tx, { submission, current, now }, 'versionId', wanted.versionIds);
  await side(tx, { submission, current, now }, 'functionId', wanted.functionIds);
}

async function side(
  tx: AuditedTransaction,
  { submission, current, now }: { submission: Submission; current: readonly SubmissionCoverage[]; now: Date },
  name: Side,
  wanted: readonly string[] | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const own = current.filter((one) => one[name] !== null);
  for (const { id } of own.filter((one) => !wanted.includes(one[name] ?? ''))) {
    await tx.lock(SubmissionCoverage, id);
    await tx.update(SubmissionCoverage, id, { endedAt: now });
  }
  for (const id of wanted.filter((one) => !own.some((other) => other[name] === one))) {
    const of = { versionId: null, functionId: null, [name]: id };
    await tx.insert(SubmissionCoverage, {
      id: newId(),
      submissionId: submission.id,
      ...of,
      startedAt: now,
      endedAt: null,
    });
  }
}

async function refuseStrange(tx: AuditedTransaction, modelId: string, covered: Covered): Promise<void> {
  const { versionIds = [], functionIds = [] } = covered;
  const versions = await tx.read.findBy(ModelVersion, { id: In([...versionIds]), modelId });
  const functions = await tx.read.findBy(SoftwareFunction, { id: In([...functionIds]), modelId });
  const errors = [
    ...strangeAmong('/versionIds', versionIds, versions),
    ...strangeAmong('/functionIds', functionIds, functions),
  ];
  if (errors.length > 0) throw Refusal.validation(errors);
}

const strangeAmong = (at: string, ids: readonly string[], known: readonly { id: string }[]): FieldError[] =>
  ids.flatMap((id, index) =>
    known.some((one) => one.id === id) ? [] : [{ pointer: `${at}/${index}`, detail: 'is not of this model' }],
  );

/** Submissions with what they cover and their letters, now or at that instant, in the state that the manager reads. */
export async function describeSubmissions(
  read: Pick<EntityManager, 'find'>,
  submissions: readonly Submission[],
  asOf = END_OF_TIME,
): Promise<DescribedSubmission[]> {
  const submissionId = In(submissions.map(({ id }) => id));
  const rows = await read.find(SubmissionCoverage, { where: { submissionId }, order: { id: 'ASC' } });
  const covered = rows.filter(({ startedAt, endedAt }) => startedAt <= asOf && (endedAt === null || endedAt > asOf));
  const added = await read.find(SubmissionLetter, { where: { submissionId }, order: { id: 'ASC' } });
  const letters = added.filter(({ addedAt }) => addedAt <= asOf);
  return submissions.map((submission) => ({
    submission,
    coverage: covered.filter((one) => one.submissionId === submission.id),
    letters: letters.filter((one) => one.submissionId === submission.id),
  }));
}
