import type { QualificationKind } from './qualification.entity';

/** What of a qualification says whether it counts. */
interface Paper {
  readonly kind: QualificationKind;
  readonly doneOn: string;
  readonly validUntil: string | null;
  readonly endedAt: Date | null;
}

/** Whether a paper of that kind is on file that was done by that day and has neither run out nor been ended. */
export function inForce(papers: readonly Paper[], kind: QualificationKind, now: Date): boolean {
  const today = now.toISOString().slice(0, 10);
  return papers.some(
    (paper) =>
      paper.kind === kind &&
      paper.endedAt === null &&
      paper.doneOn <= today &&
      (paper.validUntil === null || paper.validUntil >= today),
  );
}
