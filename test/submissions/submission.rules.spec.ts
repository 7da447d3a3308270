import {
  contradictionsIn,
  type Course,
  DECISION_KINDS,
  SUBMISSION_KINDS,
} from '../../src/submissions/submission.rules';

const course = (own: Partial<Course> = {}): Course => ({
  ...{ kind: '510k', submittedOn: '2026-01-02', decidedOn: null, decisionKind: 'pending', decision: null },
  ...own,
});
const decided = (own: Partial<Course> = {}): Course =>
  course({ decidedOn: '2026-03-04', decisionKind: 'substantially-equivalent', ...own });
const pointers = (one: Course) => contradictionsIn(one).map(({ pointer }) => pointer);

describe('A submission', () => {
  it('is whole while it is pending, and once something came back', () => {
    expect(contradictionsIn(course())).toEqual([]);
    expect(contradictionsIn(decided())).toEqual([]);
    expect(contradictionsIn(decided({ decidedOn: '2026-01-02' }))).toEqual([]);
  });

  it.each([
    ['decided before it was submitted', decided({ decidedOn: '2026-01-01' }), ['/decidedOn']],
    ['pending with a day of decision', course({ decidedOn: '2026-03-04' }), ['/decidedOn']],
    ['pending with words of decision', course({ decision: 'They wrote' }), ['/decision']],
    ['decided on no day', decided({ decidedOn: null }), ['/decidedOn']],
    ['answered as another way is', decided({ decisionKind: 'granted' }), ['/decisionKind']],
    ['feedback on a PMA', decided({ kind: 'pma', decisionKind: 'feedback-received' }), ['/decisionKind']],
  ])('contradicts itself: %s', (_, one, expected) => {
    expect(pointers(one)).toEqual(expected);
  });

  it.each(SUBMISSION_KINDS)('%s can be pending, can be withdrawn, and can come back somehow', (kind) => {
    const possible = DECISION_KINDS.filter((decisionKind) =>
      decisionKind === 'pending'
        ? pointers(course({ kind })).length === 0
        : pointers(decided({ kind, decisionKind })).length === 0,
    );
    expect(possible).toEqual(expect.arrayContaining(['pending', 'withdrawn']));
    expect(possible.length).toBeGreaterThan(2);
  });
});
