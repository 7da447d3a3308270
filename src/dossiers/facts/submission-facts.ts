import type { EntityManager } from 'typeorm';
import { damagedAmong } from '../../evidence/scrub/findings';
import { describeSubmissions } from '../../submissions/submission-coverages';
import type { DescribedSubmission } from '../../submissions/submission.dto';
import { Submission } from '../../submissions/submission.entity';
import type { RecordedFunction } from '../dossier-record';
import type { RecordedSubmission } from '../submission-record';

/** Those that cover this version; one that names no version is about all of them. */
const isAbout = ({ coverage }: DescribedSubmission, versionId: string): boolean => {
  const versions = coverage.flatMap((one) => (one.versionId === null ? [] : [one.versionId]));
  return versions.length === 0 || versions.includes(versionId);
};

function recordedSubmission(
  { submission, coverage, letters }: DescribedSubmission,
  functions: readonly RecordedFunction[],
  damaged: ReadonlyMap<string, unknown>,
): RecordedSubmission {
  const { id, kind, authority, number, submittedOn, decidedOn, decisionKind, decision } = submission;
  const { productCode, regulationNumber } = submission;
  const covered = coverage.map(({ functionId }) => functionId);
  return {
    ...{ id, kind, authority, number, submittedOn, decidedOn, decisionKind, decision, productCode, regulationNumber },
    functions: functions.filter((one) => covered.includes(one.id)).map(({ code }) => code),
    letters: letters.map(({ name, sha256 }) => ({
      ...{ name, sha256 },
      ...(damaged.has(sha256) ? { damaged: true as const } : {}),
    })),
  };
}

/** What went to an authority about this version, in the order of recording. */
export async function recordedSubmissions(
  db: EntityManager,
  { id, modelId }: { readonly id: string; readonly modelId: string },
  functions: readonly RecordedFunction[],
): Promise<RecordedSubmission[]> {
  const all = await db.find(Submission, { where: { modelId }, order: { id: 'ASC' } });
  const described = await describeSubmissions(db, all);
  const damaged = await damagedAmong(
    db,
    described.flatMap(({ letters }) => letters.map(({ sha256 }) => sha256)),
  );
  return described.filter((one) => isAbout(one, id)).map((one) => recordedSubmission(one, functions, damaged));
}
