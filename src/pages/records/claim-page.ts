import { isStatedAfterRun, judgeClaim } from '../../evidence/claim.rules';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { evidenceCode } from '../../evidence/evidence.rules';
import { claimCode } from '../../intended-use/claim.dto';
import type { ClaimRevision } from '../../intended-use/claim.entity';
import { type Look, printedInstant } from '../../http/pages/words';
import type { ModelVersion } from '../../models/model-version.entity';
import { compareStates, recordHref } from './addresses';
import { criterionInWords, grouped, heldRow, OUTCOMES } from './figures';
import type { ReadClaim } from './function-readers.service';
import { type Framed, type Note, presentFrame, SUPERSEDED, WITHDRAWN, withdrawnBanner } from './record-frame';
import { crumbsTo } from './use-page';

const BEFORE_THE_RUN: Note = {
  heading: 'Fixed before the run',
  text: 'The limit is stated before the result is known. A claim that was stated later says so beside its evidence.',
  cites: ['ISO 13485 7.3.7', 'FDA-2024-D-4488 X'],
};

const LATE: Look = { word: 'Stated after the run', look: 'state-warn', icon: 'alert-triangle' };
const STANDS: Look = { word: 'Stands', look: 'state-ok', icon: 'circle-check' };

function framedOf(read: ReadClaim): Framed {
  const { claim, current, revisions, withdrawal } = read.claim;
  const older = revisions.at(-2);
  const code = claimCode(claim);
  return {
    ...{ title: current.statement, code, illustrative: read.model.illustrative, crumbs: crumbsTo(read) },
    states: withdrawal === null ? [STANDS] : [WITHDRAWN],
    byline: [`Revision ${current.revision}`, `Stated by ${current.statedBy}, ${printedInstant(current.statedAt).text}`],
    banners:
      withdrawal === null
        ? []
        : [withdrawnBanner({ at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy, reason: withdrawal.reason })],
    ...{ notes: [BEFORE_THE_RUN], isStanding: withdrawal === null, leads: [] },
    before:
      older === undefined
        ? null
        : {
            text: `Compare with revision ${older.revision}`,
            href: compareStates('claim', claim.id, older.revision, current.revision),
          },
  };
}

const criterionOf = (one: ClaimRevision) => [
  { term: 'Criterion', text: criterionInWords(one) },
  { term: 'Population', text: one.population },
  { term: 'Test set', text: one.task ?? 'Every one that was run' },
  { term: 'Subgroup', text: one.subgroup ?? 'The whole set' },
  { term: 'Fewest items', text: `${grouped(one.minimumN)}; a result on fewer shows nothing` },
];

const evidenceRow = ({ evidence, state }: DescribedEvidence, { statedAt }: ClaimRevision) => ({
  ...{ code: evidenceCode(evidence), title: evidence.title, href: recordHref('evidence', evidence.id) },
  standing: state === 'recorded' ? STANDS : state === 'withdrawn' ? WITHDRAWN : SUPERSEDED,
  late: isStatedAfterRun(statedAt, evidence.performedOn, evidence.results?.evaluatedAt ?? null) ? LATE : null,
});

/** Whether the claim holds for one version, by all that is linked to it there and stands. */
function ofVersion({ claim: { current }, evidence }: ReadClaim, version: ModelVersion) {
  const own = evidence.filter((one) => one.evidence.versionId === version.id);
  const standing = own.filter(({ state }) => state === 'recorded');
  const linked = standing.map(({ evidence: one }) => ({ code: evidenceCode(one), results: one.results }));
  const { outcome, reasons, figures } = judgeClaim(current, linked);
  return {
    ...{ label: version.label, href: recordHref('model_version', version.id), outcome: OUTCOMES[outcome] },
    ...{ reasons: outcome === 'holds' ? [] : reasons, figures: figures.map((one) => heldRow(one, current.minimumN)) },
    evidence: own.map((one) => evidenceRow(one, current)),
  };
}

/** A claim with its limit, whether it holds for each version, and all that it said before. */
export const presentClaimPage = (read: ReadClaim) => ({
  frame: presentFrame(framedOf(read), read.frame),
  criterion: criterionOf(read.claim.current),
  versions: read.versions.map((one) => ofVersion(read, one)),
  revisions: read.claim.revisions.map((one) => ({
    ...{ revision: one.revision, statement: one.statement, criterion: criterionInWords(one), by: one.statedBy },
    at: printedInstant(one.statedAt),
  })),
});
