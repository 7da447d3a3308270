import { mayOneOf } from '../../access/reading';
import type { RecordedClaim } from '../../dossiers/claim-record';
import { evidenceCode } from '../../evidence/evidence.rules';
import { functionCode } from '../../intended-use/intended-use.dto';
import type { Look } from '../../http/pages/words';
import { recordHref } from '../records/addresses';
import { criterionInWords, heldRow, OUTCOMES } from '../records/figures';
import { WITHDRAWN, type Note } from '../records/record-frame';
import type { ReadClaims } from './function-tabs.service';
import { presentVersionFrame } from './version-frame';

const BEFORE_THE_RUN: Note = {
  heading: 'Fixed before the run',
  text: 'A claim holds when every figure of its evidence that can be counted meets the limit; none is chosen. The estimate is compared, and the interval is told beside it.',
  cites: ['ISO 13485 7.3.7', 'IMDRF N41 7'],
};
const WHAT_A_HOLE_IS: Note = {
  heading: 'What a hole is',
  text: 'A cell with nothing current behind it: no evidence of this version that stands, or no figure that can be held against the limit.',
  cites: [],
};

/** What of the matrix is asked for. */
export interface ClaimsAsked {
  readonly show?: 'all' | 'holes';
  readonly functionId?: string;
}

const LATE: Look = { word: 'Stated after the run', look: 'state-warn', icon: 'alert-triangle' };

const isHole = ({ withdrawal, evidence, judgement }: RecordedClaim): boolean =>
  withdrawal === null && (evidence.length === 0 || judgement.outcome === 'not-shown');

function rowOf(one: RecordedClaim, { functions, evidence, signed }: ReadClaims) {
  const ids = new Map(evidence.map(({ evidence: of }) => [evidenceCode(of), of.id]));
  const owner = functions.find((other) => functionCode(other) === one.function);
  const { judgement, withdrawal } = one;
  return {
    ...{ code: one.code, href: recordHref('claim', one.id), statement: one.statement },
    function: { text: `${one.function} ${owner?.name ?? ''}`, href: recordHref('software_function', owner?.id ?? '') },
    criterion: criterionInWords(one),
    of: [one.task, one.subgroup].filter((text) => text !== null).join(', '),
    evidence: one.evidence.map(({ code, statedAfterRun }) => ({
      ...{ code, href: recordHref('evidence', ids.get(code) ?? ''), late: statedAfterRun ? LATE : null },
    })),
    figures: judgement.figures.map((figure) => heldRow(figure, one.minimumN)),
    outcome: withdrawal === null ? OUTCOMES[judgement.outcome] : WITHDRAWN,
    why: judgement.outcome === 'holds' || withdrawal !== null ? [] : judgement.reasons,
    signed: withdrawal === null ? (signed.get(one.id) ?? null) : null,
    isUnproved: withdrawal === null && one.evidence.length === 0,
    isNotShown: withdrawal === null && judgement.outcome === 'not-shown',
  };
}

const counted = (count: number, one: string): string => `${count === 0 ? 'No' : count} ${one}${count === 1 ? '' : 's'}`;

/** Evidence that stands and is to show nothing. */
const orphans = ({ evidence, traces }: ReadClaims) =>
  evidence
    .filter(({ state }) => state === 'recorded')
    .filter((one) => !traces.links.some((link) => link.evidenceId === one.evidence.id && link.endedAt === null))
    .map(({ evidence: of }) => ({ code: evidenceCode(of), title: of.title, href: recordHref('evidence', of.id) }));

/** The claims against what shows them in this version, with every hole. */
export function presentClaimsTab(tab: ReadClaims, { show = 'all', functionId }: ClaimsAsked) {
  const { read, functions, claims } = tab;
  const href = recordHref('model_version', read.version.id);
  const wanted = functions.find(({ id }) => id === functionId);
  const ofFunction = claims.filter((one) => wanted === undefined || one.function === functionCode(wanted));
  const living = ofFunction.filter(({ withdrawal }) => withdrawal === null);
  const shown = show === 'holes' ? living.filter(isHole) : ofFunction;
  const holes = living.filter(isHole).length;
  const hidden = ofFunction.filter((one) => !shown.includes(one)).map(({ code }) => code);
  return {
    version: presentVersionFrame(read, 'claims', [WHAT_A_HOLE_IS, BEFORE_THE_RUN]),
    action: `${href}/claims`,
    record: mayOneOf(read.reader.roles, 'evidence:record') ? `${href}/evidence/new` : null,
    summary: `${counted(living.length, 'claim')}. ${counted(holes, 'hole')}.`,
    functions: functions.map((one) => ({
      ...{ id: one.id, text: `${functionCode(one)} ${one.name}`, isChosen: one.id === functionId },
    })),
    states: mayOneOf(read.reader.roles, 'claim:state')
      ? functions.map((one) => ({
          ...{ text: functionCode(one), href: `${recordHref('software_function', one.id)}/claims/new` },
        }))
      : [],
    shows: [
      { value: 'all', text: `All rows (${ofFunction.length})`, isChosen: show === 'all' },
      { value: 'holes', text: `Only rows with holes (${holes})`, isChosen: show === 'holes' },
    ],
    rows: shown.map((one) => rowOf(one, tab)),
    hidden: hidden.length === 0 ? null : `Hidden here: ${hidden.join(', ')}.`,
    orphans: orphans(tab),
  };
}
