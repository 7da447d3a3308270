import type { Edition } from '../classification/rule-sets/rule-set';
import type { Question } from '../classification/questions';
import type { Json } from '../kernel/digest';
import type { RecordType } from './comment-thread.entity';

/** RFC 6901 §3, but for the empty pointer: that is the record itself, which has no field to name. */
export const JSON_POINTER = /^(\/([^/~]|~[01])*)+$/;

/** An edition with the facts that it asks for. */
export type Asked = Pick<Edition, 'id' | 'effectiveOn' | 'supersededOn'> & {
  readonly questions: readonly Pick<Question, 'fact'>[];
};

/** A record as it is answered, and what may be asked about it today. */
export interface Commented {
  readonly type: RecordType;
  readonly answer: Json;
  readonly ruleSets: readonly Asked[];
  /** As `2026-11-20`. */
  readonly today: string;
}

const INDEX = /^(0|[1-9]\d{0,8})$/;

/** RFC 6901 §4: `~1` before `~0`, so that `~01` is `~1`. */
const tokensOf = (pointer: string): string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

function memberOf(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return INDEX.test(token) ? value[Number(token)] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, token) ? value[token] : undefined;
}

/** Whether the pointer leads to a value; null is one. */
export const isIn = (answer: Json, pointer: string): boolean =>
  tokensOf(pointer).reduce<Json | undefined>(memberOf, answer) !== undefined;

/** Whether the edition is the one that decisions of that day are made by. */
const isOperative = ({ effectiveOn, supersededOn }: Asked, today: string): boolean =>
  effectiveOn <= today && (supersededOn === undefined || supersededOn > today);

const asks = (ruleSets: readonly Asked[], fact: string): boolean =>
  ruleSets.some(({ questions }) => questions.some((question) => question.fact === fact));

/** The fact that a pointer names under a prefix; null where it names none. */
const factUnder = (prefix: string, pointer: string): string | null => {
  const [fact = '', ...more] = pointer.startsWith(prefix) ? tokensOf(`/${pointer.slice(prefix.length)}`) : [];
  return fact === '' || more.length > 0 ? null : fact;
};

/**
 * Whether the pointer names a field of the record: a value of what is answered of it; of a classification also
 * `/facts/<fact>` of its rule set, stated or not; and of a function `/classification/facts/<fact>` of a rule set that is
 * operative today, for a classification that is still to be decided.
 */
export function isField({ type, answer, ruleSets, today }: Commented, pointer: string): boolean {
  if (isIn(answer, pointer)) return true;
  if (type === 'classification') {
    const fact = factUnder('/facts/', pointer);
    const own = ruleSets.filter(({ id }) => id === memberOf(answer, 'ruleSet'));
    return fact !== null && asks(own, fact);
  }
  if (type !== 'software_function') return false;
  const fact = factUnder('/classification/facts/', pointer);
  const operative = ruleSets.filter((one) => isOperative(one, today));
  return fact !== null && asks(operative, fact);
}
