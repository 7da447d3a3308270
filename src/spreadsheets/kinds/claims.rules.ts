import type { Model } from '../../models/model.entity';
import { compared, type Flat, type Readings } from '../compare.rules';
import type { Directory } from '../directory.rules';
import { basisOf, type Draft, reason } from '../draft';
import type { Row } from '../table.rules';
import { asText, ID, may, must, wholeNumber } from './column';
import type { KnownClaim, KnownClaims } from './known-claims';
import { moved, referred } from './references.rules';

export const CLAIM_COLUMNS = [
  ID,
  may('code', 'as it is cited, CL-0001; with it, or with the id, a row may change its statement'),
  must('model', 'the name of the model, or its id', 'Example Model'),
  must('function', 'the function of that model: its name, FN-1 or its id; it does not change', 'Decision support'),
  must('statement', 'the sentence that somebody stands behind', 'Lists the right option among the first three.'),
  must('metric', 'as results files name it', 'acc'),
  must('comparator', '>=, >, <= or <', '>='),
  must('threshold', 'a decimal number, kept in its digits', '0.60'),
  may('unit', 'of the threshold: %'),
  must('population', 'for whom it holds', 'Adults'),
  may('task', 'the test set as results files name it; empty is every one'),
  may('subgroup', 'as sex=female; empty is the whole set'),
  must('minimumN', 'how many items must have been scored', '1000'),
];

const READINGS: Readings = {
  ...{ statement: asText, metric: asText, comparator: asText, threshold: asText, unit: asText },
  ...{ population: asText, task: asText, subgroup: asText, minimumN: wholeNumber },
};
const BLANK: Flat = Object.fromEntries(Object.keys(READINGS).map((name) => [name, null]));
const flat = ({ current }: KnownClaim): Flat => ({
  ...{ statement: current.statement, metric: current.metric, comparator: current.comparator },
  ...{ threshold: current.threshold, unit: current.unit, population: current.population },
  ...{ task: current.task, subgroup: current.subgroup, minimumN: current.minimumN },
});

const PLACES = ['id', 'code', 'statement'] as const;

interface Match {
  readonly found: KnownClaim | null;
  readonly reasons: Draft['reasons'];
}

/** The claim that a row is about: by id, else by code, else the one of its function that says the same sentence. */
function match(row: Row, functionId: string | null, known: KnownClaims): Match {
  const { id = null, code = null, statement = null } = row.values;
  const place = PLACES[id !== null ? 0 : code !== null ? 1 : 2];
  const all = { id: known.withId(id), code: known.withCode(code), statement: known.saying(functionId, statement) }[
    place
  ];
  const [found = null, ...others] = all;
  if (others.length > 0) {
    const codes = all.map((one) => one.code).join(' and ');
    return { found: null, reasons: [reason('statement', `is said by ${codes}: give the code of one`)] };
  }
  if (place !== 'statement' && found === null)
    return { found, reasons: [reason(place, `is the ${place} of no claim`)] };
  const isOther = id !== null && code !== null && found !== null && found.code !== code.toUpperCase();
  return { found, reasons: isOther ? [reason('code', `is not the code of this id, which is ${found.code}`)] : [] };
}

/** What a row of claims comes to. */
export function draftClaim(row: Row, models: Directory<Model>, known: KnownClaims): Draft {
  const model = referred(row, 'model', models);
  const purpose = known.functionOf(model.record?.id ?? null, row.values.function ?? null);
  const { found, reasons } = match(row, purpose?.id ?? null, known);
  const { merged, differences } = compared(row, READINGS, { was: found && flat(found), blank: BLANK });
  const isWithdrawn = found !== null && found.isWithdrawn && differences.length > 0;
  return {
    ...{ row: row.number, record: found && { id: found.id, revision: found.current.revision } },
    ...{ parentId: purpose?.id ?? null, input: merged, differences },
    reasons: [
      ...model.reasons,
      ...(purpose === null ? [reason('function', 'names no function of this model: add it first')] : []),
      ...reasons,
      ...moved('function', found?.functionId, purpose?.id),
      ...(isWithdrawn ? [reason('', `${found.code} is withdrawn: it does not change any more`)] : []),
    ],
    basis: basisOf(model.record, purpose, found && { id: found.id, revision: found.current.revision }),
    identities: [...(found === null ? [] : [found.id]), `${purpose?.id ?? row.number} ${row.values.statement ?? ''}`],
  };
}
