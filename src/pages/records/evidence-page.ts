import { mayOneOf } from '../../access/reading';
import { judgeClaim } from '../../evidence/claim.rules';
import { evidenceCode } from '../../evidence/evidence.rules';
import type { NormalForm } from '../../evidence/normal-form';
import { claimCode, type DescribedClaim } from '../../intended-use/claim.dto';
import { functionCode } from '../../intended-use/intended-use.dto';
import { type Look, worded } from '../../http/pages/words';
import { compareStates, recordHref } from './addresses';
import type { ReadEvidence } from './evidence-reader.service';
import { measuredIn } from './evidence-facts';
import { criterionInWords, grouped, heldRow, mainFigure, OUTCOMES, roundedFigure, shownFigure } from './figures';
import {
  type Banner,
  type Framed,
  ILLUSTRATIVE,
  type Note,
  presentFrame,
  SUPERSEDED,
  supersededBanner,
  WITHDRAWN,
  withdrawnBanner,
} from './record-frame';

const STANDING: Readonly<Record<ReadEvidence['described']['state'], Look>> = {
  recorded: { word: 'Stands', look: 'state-ok', icon: 'circle-check' },
  superseded: SUPERSEDED,
  withdrawn: WITHDRAWN,
};

const KEPT: Note = {
  heading: 'What is kept',
  text: 'Each file under its digest, the figures in the file’s own digits, and what the file does not say as missing. What a person stated beside it is told apart.',
  cites: ['FDA-2024-D-4488 X', '21 CFR 11.10(e)'],
};

const leadTo = ({ neighbours }: ReadEvidence, id: string | null) => {
  const found = neighbours.find((one) => one.id === id);
  return found === undefined ? null : { text: evidenceCode(found), href: recordHref('evidence', found.id) };
};

function bannersOf(read: ReadEvidence): Banner[] {
  const { withdrawal, supersededById } = read.described;
  const newer = leadTo(read, supersededById);
  return [
    ...(withdrawal === null
      ? []
      : [withdrawnBanner({ at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy, reason: withdrawal.reason })]),
    ...(newer === null ? [] : [supersededBanner(newer)]),
  ];
}

function framedOf(read: ReadEvidence): Framed {
  const { evidence, state } = read.described;
  const older = leadTo(read, evidence.supersedesId);
  const version = recordHref('model_version', read.version.id);
  return {
    ...{ title: evidence.title, code: evidenceCode(evidence) },
    illustrative: evidence.illustrative || read.model.illustrative,
    crumbs: [
      { text: read.model.name, href: recordHref('model', read.model.id) },
      { text: read.version.semanticVersion, href: version },
      { text: 'Evidence', href: `${version}/evidence` },
    ],
    states: [STANDING[state], ...(evidence.illustrative ? [ILLUSTRATIVE] : [])],
    byline: [
      worded(evidence.kind),
      `Recorded by ${evidence.recordedBy}, ${evidence.recordedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      ...(evidence.lateEntry ? ['Late entry: recorded more than a day after it was performed'] : []),
      ...(evidence.afterRelease ? ['After the release, which did not rest on it'] : []),
    ],
    ...{ banners: bannersOf(read), notes: [KEPT], isStanding: state === 'recorded', leads: [] },
    before:
      older === null ? null : { text: `Compare with ${older.text}`, href: compareStates('evidence', evidence.id) },
  };
}

/** The claims that it is to show, each held against its limit by the figures of this evidence alone. */
const heldIn = ({ described: { evidence }, claims, links }: ReadEvidence) =>
  claims
    .filter(({ claim }) => links.some((link) => link.claimId === claim.id && link.endedAt === null))
    .map(({ claim, current, withdrawal }: DescribedClaim) => {
      const { outcome, reasons, figures } = judgeClaim(current, [
        { code: evidenceCode(evidence), results: evidence.results },
      ]);
      return {
        ...{ code: claimCode(claim), href: recordHref('claim', claim.id), statement: current.statement },
        criterion: criterionInWords(current),
        outcome: withdrawal === null ? OUTCOMES[outcome] : WITHDRAWN,
        figures: figures.map((one) => heldRow(one, current.minimumN)),
        reasons: outcome === 'holds' ? [] : reasons,
      };
    });

/** The one figure on top, with what it rests on. */
function headline({ results }: { readonly results: NormalForm | null }) {
  const main = mainFigure(results?.records ?? []);
  if (main === null) return null;
  return { ...shownFigure(main), rounded: roundedFigure(main) };
}

const uses = ({ links, functions, claims }: ReadEvidence) =>
  links
    .filter(({ endedAt }) => endedAt === null)
    .flatMap(({ claimId, functionId }) => [
      ...claims
        .filter(({ claim }) => claim.id === claimId)
        .map(({ claim, current }) => ({
          ...{ code: claimCode(claim), text: current.statement, href: recordHref('claim', claim.id) },
        })),
      ...functions
        .filter(({ id }) => id === functionId)
        .map((one) => ({ code: functionCode(one), text: one.name, href: recordHref('software_function', one.id) })),
    ]);

/** Results by subgroup, each metric and task as a table of its own; the whole set goes first. */
function subgroupsIn(results: NormalForm | null) {
  const records = results?.records ?? [];
  const split = records.filter(({ subgroup }) => subgroup !== null);
  const keys = [...new Set(split.map(({ task, metric }) => `${task} ${metric}`))];
  return keys.map((key) => {
    const own = records.filter(({ task, metric, isGroup }) => `${task} ${metric}` === key && !isGroup);
    return {
      title: key,
      rows: own.map((one) => ({ ...shownFigure(one), name: one.subgroup?.replace('=', ': ') ?? 'All' })),
    };
  });
}

/** Evidence that stands is linked by whoever records evidence, and not in the past. */
const mayLink = ({ described, frame: { asked } }: ReadEvidence): boolean =>
  described.state === 'recorded' && asked.asOf === undefined && mayOneOf(asked.reader.roles, 'evidence:record');

/** A piece of evidence as its page shows it. */
export function presentEvidencePage(read: ReadEvidence) {
  const { evidence } = read.described;
  return {
    frame: presentFrame(framedOf(read), read.frame),
    headline: headline(evidence),
    charts: read.charts,
    held: heldIn(read),
    uses: uses(read),
    link: mayLink(read) ? `${recordHref('evidence', evidence.id)}/links/new` : null,
    figures: (evidence.results?.records ?? []).filter(({ subgroup }) => subgroup === null).map(shownFigure),
    subgroups: subgroupsIn(evidence.results),
    ...measuredIn(evidence),
    files: read.files.map(({ size, ...one }) => ({
      ...{ ...one, role: worded(one.role), href: `/api/v1/files/${one.sha256}` },
      size: size === null ? 'Size not known' : `${grouped(size)} bytes`,
    })),
  };
}
