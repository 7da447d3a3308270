import {
  isEditable,
  nextStates,
  refusedTransition,
  VERSION_STATES,
  type VersionState,
} from '../../src/models/version-lifecycle.rules';

/** The table of the design, said once more: from, to. */
const ALLOWED = new Set([
  'draft in-review',
  'in-review approved',
  'in-review draft',
  'approved released',
  'approved retired',
  'released retired',
]);
const PAIRS = VERSION_STATES.flatMap((from) => VERSION_STATES.map((to): [VersionState, VersionState] => [from, to]));
const allowed = PAIRS.filter(([from, to]) => ALLOWED.has(`${from} ${to}`));
const others = PAIRS.filter(([from, to]) => !ALLOWED.has(`${from} ${to}`));

describe('the life of a version', () => {
  it('has five states and six steps', () => {
    expect(VERSION_STATES).toEqual(['draft', 'in-review', 'approved', 'released', 'retired']);
    expect(allowed).toHaveLength(ALLOWED.size);
  });

  it.each(allowed)('goes from %s to %s', (from, to) => {
    expect(refusedTransition(from, to)).toBeNull();
    expect(nextStates(from)).toContain(to);
  });

  it.each(others)('does not go from %s to %s, and says what is possible instead', (from, to) => {
    expect(nextStates(from)).not.toContain(to);
    const refusal = refusedTransition(from, to);
    expect(refusal).toContain(`A version that is ${from} does not go to ${to}`);
    for (const next of nextStates(from)) expect(refusal).toContain(next);
    if (nextStates(from).length === 0) expect(refusal).toContain('nothing follows it');
  });

  it.each(VERSION_STATES)('is open to edits in draft alone, not when %s', (state) => {
    expect(isEditable(state)).toBe(state === 'draft');
  });
});
