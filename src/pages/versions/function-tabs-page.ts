import { mayOneOf } from '../../access/reading';
import { classificationCode } from '../../classification/classification.dto';
import { functionCode, intendedUseCode } from '../../intended-use/intended-use.dto';
import { type Look, printedInstant } from '../../http/pages/words';
import { compareStates, recordHref } from '../records/addresses';
import { determinationLine } from '../records/outcome-words';
import { SUPERSEDED, WITHDRAWN, type Note } from '../records/record-frame';
import type { ReadFunction, ReadFunctions } from './function-tabs.service';
import { presentVersionFrame } from './version-frame';

const WHY_EACH: Note = {
  heading: 'Why one statement per function',
  text: 'A product may hold device and non-device functions. Each is stated and decided on its own.',
  cites: ['FD&C 520(o)(2)', 'IMDRF N12 7.1'],
};
const WHAT_COUNTS: Note = {
  heading: 'What counts as intended use',
  text: 'The owner’s expressions, the design, and the circumstances of distribution. Knowledge of other uses is not enough by itself.',
  cites: ['21 CFR 801.4'],
};
const EVERY_VERSION: Note = {
  heading: 'For every version',
  text: 'What a function is for is stated once for the model and holds for each of its versions until it is stated anew.',
  cites: [],
};
const OWN_WORD: Note = {
  heading: 'Whose word it is',
  text: 'Determinations recorded by the organization. They are no FDA decisions, and unknown is never the same as “not a device”.',
  cites: ['FD&C 201(h)(1)', 'FD&C 520(o)(1)'],
};

function stateOf({ withdrawals }: ReadFunction, useId: string, signed: ReadonlyMap<string, Look>): Look | null {
  return withdrawals.some(({ intendedUseId }) => intendedUseId === useId) ? WITHDRAWN : (signed.get(useId) ?? null);
}

function useOf(one: ReadFunction, signed: ReadonlyMap<string, Look>) {
  const latest = one.uses.at(-1);
  if (latest === undefined) return null;
  const before = one.uses.at(-2);
  return {
    ...{ code: intendedUseCode(one.function, latest), href: recordHref('intended_use', latest.id) },
    statement: latest.statement,
    state: stateOf(one, latest.id, signed),
    stated: { by: latest.statedBy, at: printedInstant(latest.statedAt) },
    facts: [
      ['For', `${latest.users}, ${latest.environment}`],
      ['Patients', latest.population],
      ['Given', latest.inputs],
      ['Gives', latest.outputs],
      ['Not for', latest.exclusions],
    ].map(([term, text]) => ({ term, text })),
    changes:
      before === undefined
        ? null
        : {
            text: `Changes since revision ${before.revision}`,
            href: compareStates('intended_use', latest.id, before.revision, latest.revision),
          },
    older: one.uses.slice(0, -1).map((use) => ({
      ...{ code: intendedUseCode(one.function, use), href: recordHref('intended_use', use.id), state: SUPERSEDED },
      statedOn: use.statedAt.toISOString().slice(0, 10),
    })),
  };
}

const named = ({ function: one }: ReadFunction) => ({
  ...{ id: one.id, ordinal: one.ordinal, name: one.name, purpose: one.purpose, code: functionCode(one) },
  href: recordHref('software_function', one.id),
});

/** Every function with what it is for, all its revisions, and what was decided of it. */
export function presentUsesTab({ read, functions, signed }: ReadFunctions) {
  const { roles } = read.reader;
  const mayState = mayOneOf(roles, 'intended-use:state');
  return {
    version: presentVersionFrame(read, 'intended-use', [WHY_EACH, WHAT_COUNTS, EVERY_VERSION]),
    add: mayOneOf(roles, 'function:write') ? `${recordHref('model', read.model.id)}/functions/new` : null,
    functions: functions.map((one) => ({
      ...named(one),
      state: mayState ? `${named(one).href}/intended-uses/new` : null,
      use: useOf(one, signed),
      decisions: one.inForce.map((decided) => determinationLine(decided, classificationCode(decided))),
    })),
  };
}

/** What was decided of every function that holds for the version: device status, and IMDRF category. */
export function presentDeterminationsTab({ read, functions, signed }: ReadFunctions) {
  const mayDecide = mayOneOf(read.reader.roles, 'classification:decide');
  return {
    version: presentVersionFrame(read, 'classification', [OWN_WORD, WHY_EACH]),
    functions: functions.map((one) => ({
      ...named(one),
      decide: mayDecide ? `${named(one).href}/classifications/new` : null,
      others: one.others,
      decisions: one.inForce.map((decided) => ({
        ...determinationLine(decided, classificationCode(decided)),
        ...{ reason: decided.decisionReason, signed: signed.get(decided.id) ?? null },
      })),
    })),
  };
}
