import { type EntityManager, In } from 'typeorm';
import { disposedAmong } from '../../evidence/disposed-files';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { evidenceCode } from '../../evidence/evidence.rules';
import { damagedAmong } from '../../evidence/scrub/findings';
import { StoredFile } from '../../evidence/stored-file.entity';
import { dayOf } from '../../kernel/clock';
import type { RecordedEvidence, RecordedFile } from '../dossier-record';

/** All files together that are inside; what comes later is named by its digest, as is what the template says is too large. */
export const MAX_ALL_INSIDE = 200 * 1024 * 1024;

function recordedEvidence(
  one: DescribedEvidence,
  all: readonly DescribedEvidence[],
  files: RecordedFile[],
): Omit<RecordedEvidence, 'shows'> {
  const { evidence, withdrawal, state } = one;
  const { id, kind, pillar, title, protocol, performedOn, performedBy, staysFresh, illustrative, results } = evidence;
  const { statedFacts, lateEntry, afterRelease, recordedBy, recordedAt } = evidence;
  const older = all.find((other) => other.evidence.id === evidence.supersedesId);
  return {
    ...{ id, code: evidenceCode(evidence), kind, pillar, title, protocol, performedOn, performedBy, staysFresh },
    ...{ illustrative, results, statedFacts, lateEntry, afterRelease, state, recordedBy, files },
    withdrawal: withdrawal && {
      reason: withdrawal.reason,
      at: withdrawal.withdrawnAt.toISOString(),
      by: withdrawal.withdrawnBy,
    },
    supersedes: older === undefined ? null : evidenceCode(older.evidence),
    recordedAt: recordedAt.toISOString(),
  };
}

/** The evidence of a version, whatever has become of it, with its files and where each is kept. */
export async function recordedEvidences(
  db: EntityManager,
  all: readonly DescribedEvidence[],
  insideBytes: number,
): Promise<Omit<RecordedEvidence, 'shows'>[]> {
  const digests = all.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
  const stored = new Map((await db.findBy(StoredFile, { sha256: In(digests) })).map((file) => [file.sha256, file]));
  const [damaged, gone] = [await damagedAmong(db, digests), await disposedAmong(db, digests)];
  let inside = 0;
  return all.map((one) => {
    const code = evidenceCode(one.evidence);
    const files = one.files.flatMap(({ name, sha256, role }): RecordedFile[] => {
      const file = stored.get(sha256);
      if (file === undefined) return [];
      const size = Number(file.size);
      const disposal = gone.get(sha256);
      const isThere = disposal === undefined && !damaged.has(sha256);
      const fits = isThere && size <= insideBytes && inside + size <= MAX_ALL_INSIDE;
      if (fits) inside += size;
      const of = { name, attachedAs: `${code}-${name}`, sha256, size, mediaType: file.mediaType, role };
      if (disposal === undefined)
        return [{ ...of, kept: damaged.has(sha256) ? 'damaged' : fits ? 'inside' : 'by owner' }];
      const { disposedAt, authority } = disposal;
      return [{ ...of, kept: 'disposed of', disposal: `on ${dayOf(disposedAt)} under ${authority}` }];
    });
    return recordedEvidence(one, all, files);
  });
}
