import { intendedUseCode } from '../../intended-use/intended-use.dto';
import type { IntendedUse } from '../../intended-use/intended-use.entity';
import { printedInstant } from '../../http/pages/words';
import { compareStates, recordHref } from './addresses';
import type { Place, ReadUse } from './function-readers.service';
import { functionCode } from '../../intended-use/intended-use.dto';
import {
  type Framed,
  type Lead,
  type Note,
  presentFrame,
  SUPERSEDED,
  supersededBanner,
  WITHDRAWN,
  withdrawnBanner,
} from './record-frame';

type Said = Exclude<keyof IntendedUse, 'id' | 'functionId' | 'revision' | 'statement' | 'statedBy' | 'statedAt'>;

/** The fields of a statement, as IMDRF N81 has them, each with the rule that asks for it. */
const FIELDS: readonly (readonly [field: Said, term: string, cite: string | null])[] = [
  ['medicalPurpose', 'Medical purpose', 'HTI-1 (2)(i)'],
  ['condition', 'Condition', null],
  ['population', 'Population', 'HTI-1 (2)(ii)'],
  ['users', 'Users', 'HTI-1 (2)(iii)'],
  ['environment', 'Environment', null],
  ['inputs', 'Inputs', 'HTI-1 (1)(iii)'],
  ['outputs', 'Outputs', 'HTI-1 (1)(iv)'],
  ['workflowRole', 'Role in workflow', 'HTI-1 (2)(iv)'],
  ['autonomy', 'Autonomy', null],
  ['exclusions', 'Not for', 'HTI-1 (3)(i), (ii)'],
  ['contraindications', 'Contraindications', null],
];

const WHAT_COUNTS: Note = {
  heading: 'What counts as intended use',
  text: 'The owner’s expressions, the design, and the circumstances of distribution. Knowledge of other uses is not enough by itself.',
  cites: ['21 CFR 801.4'],
};

/** The way to a function: its model, and itself. */
export const crumbsTo = ({ function: one, model }: Place): Lead[] => [
  { text: model.name, href: recordHref('model', model.id) },
  { text: `${functionCode(one)} ${one.name}`, href: recordHref('software_function', one.id) },
];

function framedOf(read: ReadUse): Framed {
  const { use, withdrawal, revisions } = read;
  const newer = revisions.find(({ revision }) => revision === use.revision + 1);
  const older = revisions.find(({ revision }) => revision === use.revision - 1);
  const codeOf = (one: Pick<IntendedUse, 'revision'>): string => intendedUseCode(read.function, one);
  return {
    ...{ title: `Intended use of ${read.function.name}`, code: codeOf(use), illustrative: read.model.illustrative },
    crumbs: crumbsTo(read),
    states: [...(withdrawal === null ? [] : [WITHDRAWN]), ...(newer === undefined ? [] : [SUPERSEDED])],
    byline: [`Revision ${use.revision}`, `Stated by ${use.statedBy}, ${printedInstant(use.statedAt).text}`],
    banners: [
      ...(withdrawal === null
        ? []
        : [withdrawnBanner({ at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy, reason: withdrawal.reason })]),
      ...(newer === undefined
        ? []
        : [supersededBanner({ text: codeOf(newer), href: recordHref('intended_use', newer.id) })]),
    ],
    notes: [WHAT_COUNTS],
    isStanding: withdrawal === null && newer === undefined,
    before:
      older === undefined
        ? null
        : {
            text: `Compare with ${codeOf(older)}`,
            href: compareStates('intended_use', use.id, older.revision, use.revision),
          },
    leads: [],
    revise: `${recordHref('software_function', read.function.id)}/intended-uses/new`,
  };
}

/** What a function is for, field by field, with every other revision of it. */
export const presentUsePage = (read: ReadUse) => ({
  frame: presentFrame(framedOf(read), read.frame),
  statement: read.use.statement,
  facts: FIELDS.map(([field, term, cite]) => ({ term, cite, text: read.use[field] ?? 'Not stated' })),
  revisions: read.revisions.map((one) => ({
    ...{ code: intendedUseCode(read.function, one), href: recordHref('intended_use', one.id), by: one.statedBy },
    ...{ at: printedInstant(one.statedAt), isCurrent: one.id === read.use.id },
  })),
});
