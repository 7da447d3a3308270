import type { Permission } from '../../access/policy/permissions';
import { mayOneOf } from '../../access/reading';
import { classificationCode } from '../../classification/classification.dto';
import { inForce } from '../../classification/in-force';
import { evidenceCode } from '../../evidence/evidence.rules';
import { claimCode } from '../../intended-use/claim.dto';
import { functionCode, intendedUseCode } from '../../intended-use/intended-use.dto';
import { printedInstant } from '../../http/pages/words';
import { recordHref } from './addresses';
import { criterionInWords } from './figures';
import type { ReadOneFunction } from './function-readers.service';
import { determinationLine } from './outcome-words';
import { type Framed, type Lead, type Note, presentFrame, SUPERSEDED, WITHDRAWN } from './record-frame';

const UNIT: Note = {
  heading: 'Why functions',
  text: 'A product may hold device and non-device functions. Each purpose is stated, classified and claimed on its own.',
  cites: ['FD&C 520(o)(2)', 'IMDRF N12 7.1'],
};

/** What is said of a function, by whoever may say it. */
const SAID: readonly (readonly [Permission, string, string])[] = [
  ['intended-use:state', 'State its intended use', 'intended-uses/new'],
  ['classification:decide', 'Classify it', 'classifications/new'],
  ['claim:state', 'State a claim', 'claims/new'],
];

const leadsOf = ({ function: { id }, frame: { asked } }: ReadOneFunction): Lead[] =>
  SAID.filter(([permission]) => asked.asOf === undefined && mayOneOf(asked.reader.roles, permission)).map(
    ([, text, end]) => ({ text, href: `${recordHref('software_function', id)}/${end}` }),
  );

const framedOf = (read: ReadOneFunction): Framed => ({
  ...{ title: read.function.name, code: functionCode(read.function), illustrative: read.model.illustrative },
  crumbs: [{ text: read.model.name, href: recordHref('model', read.model.id) }],
  ...{ states: [], banners: [], notes: [UNIT], isStanding: true, before: null, leads: leadsOf(read) },
  byline: [`Added ${printedInstant(read.function.createdAt).text}`],
});

/** The uses, the latest first. */
const usesIn = ({ function: one, uses }: ReadOneFunction) =>
  [...uses].reverse().map(({ intendedUse, withdrawal }, at) => ({
    ...{ code: intendedUseCode(one, intendedUse), href: recordHref('intended_use', intendedUse.id) },
    ...{
      statement: intendedUse.statement,
      by: intendedUse.statedBy,
      on: intendedUse.statedAt.toISOString().slice(0, 10),
    },
    state: withdrawal !== null ? WITHDRAWN : at === 0 ? null : SUPERSEDED,
  }));

function determinationsIn({ determinations }: ReadOneFunction) {
  const all = determinations.map(({ classification }) => classification);
  const over = new Set(determinations.flatMap(({ withdrawal }) => withdrawal?.classificationId ?? []));
  const versions = [null, ...new Set(all.flatMap(({ versionId }) => versionId ?? []))];
  const held = new Set(versions.flatMap((versionId) => inForce(all, versionId, over)).map(({ id }) => id));
  return [...all].reverse().map((one) => ({
    ...determinationLine(one, classificationCode(one)),
    state: over.has(one.id) ? WITHDRAWN : held.has(one.id) ? null : SUPERSEDED,
  }));
}

/** One purpose of a model: what it is for, how it is classified, what is claimed of it, and what shows it. */
export const presentFunctionPage = (read: ReadOneFunction) => ({
  frame: presentFrame(framedOf(read), read.frame),
  purpose: read.function.purpose,
  uses: usesIn(read),
  determinations: determinationsIn(read),
  claims: read.claims.map(({ claim, current, withdrawal }) => ({
    ...{ code: claimCode(claim), href: recordHref('claim', claim.id), statement: current.statement },
    ...{ criterion: criterionInWords(current), state: withdrawal === null ? null : WITHDRAWN },
  })),
  evidence: read.evidence.map(({ evidence, state }) => ({
    ...{ code: evidenceCode(evidence), href: recordHref('evidence', evidence.id), title: evidence.title },
    state: state === 'recorded' ? null : state === 'withdrawn' ? WITHDRAWN : SUPERSEDED,
  })),
});
