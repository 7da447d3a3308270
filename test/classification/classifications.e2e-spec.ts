import { classify } from '../../src/classification/classify';
import { RULE_SETS } from '../../src/classification/rule-sets/register';
import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, classification, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

const CDS = {
  ...{ medicalPurpose: true, users: ['HCP'], analysesImageSignalOrPattern: false, inputRelevanceWellUnderstood: true },
  ...{ singleSpecificOutput: false, directsOrReplacesJudgment: false, timeCritical: false },
  basisIndependentlyReviewable: true,
};
const N12 = { situation: 'CRITICAL', significance: 'TREAT_OR_DIAGNOSE', users: ['HCP'] };
const stated = (facts: Record<string, unknown>) =>
  Object.entries(facts).map(([fact, value]) => ({ fact, value, rationale: 'As it is built', statedBy: 'Test Lead' }));

describe('A classification', () => {
  let house: House;
  let modelId: string;
  let functionId: string;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    modelId = (await registered.model(house)).id;
    functionId = (await registered.function(house, modelId)).id;
  });

  const path = () => `/api/v1/functions/${functionId}/classifications`;
  const ask = (own: Record<string, unknown> = {}) => house.staff.post(path()).send(classification(own));
  const decided = async (own: Record<string, unknown> = {}) => (await ask(own).expect(201)).body as Answer;
  const evaluate = (asked: unknown) => house.staff.post('/api/v1/classification/evaluate').send(asked as object);

  describe('that is only asked for', () => {
    it('chooses among every published rule set, with its questions and citations', async () => {
      const { body } = await house.staff.get('/api/v1/classification/rule-sets').expect(200);
      const { items } = body as { items: { id: string; questions: unknown[]; citations: unknown[] }[] };
      expect(items.map(({ id }) => id)).toEqual(RULE_SETS.map(({ id }) => id));
      for (const { questions, citations } of items) expect([questions.length, citations.length]).not.toContain(0);
    });

    it.each([
      ['CDS-2026-01-29', CDS, { disposition: 'NOT_DEVICE_520o_E' }],
      ['CDS-2022-09-28', CDS, { disposition: 'NOT_DEVICE_520o_E' }],
      ['DSF-2022-09-28', { policyItem: 'DSF-2022-09-28/B.12' }, { cdsCriteria: [null, null, null, null] }],
      ['IMDRF-N12-2014', N12, { imdrfCategory: 'IV' }],
    ])('is what the engine gives under %s, and stores nothing', async (ruleSet, facts, outcome) => {
      await leavesNothing(house, ['classification'], async () => {
        const { body } = await evaluate({ ruleSet, facts }).expect(200);
        expect(body).toMatchObject({ ruleSet, outcome });
        expect(body).toEqual(JSON.parse(JSON.stringify(classify({ ruleSet, facts }))));
      });
    });

    it('says which facts are missing and guesses none', async () => {
      const { body } = await evaluate({ ruleSet: 'CDS-2026-01-29', facts: {} }).expect(200);
      expect(body).toMatchObject({ outcome: { disposition: 'UNDETERMINED', isDevice: null } });
      expect((body as { missing: string[] }).missing).toContain('medicalPurpose');
    });

    it.each([
      ['a rule set that was never published', { ruleSet: 'CDS-2027', facts: {} }, '/ruleSet', 'CDS-2027'],
      ['a fact that is unknown', { ruleSet: 'CDS-2026-01-29', facts: { colour: 1 } }, '/facts/colour', 'colour'],
      ['a value that is unknown', { ruleSet: 'CDS-2026-01-29', facts: { users: ['X'] } }, '/facts/users/0', "'X'"],
      ['facts that are a list', { ruleSet: 'CDS-2026-01-29', facts: [] }, '/facts', 'object'],
      ['a name that is unknown', { ruleSet: 'CDS-2026-01-29', facts: {}, store: true }, '/store', 'property'],
    ])('is refused with %s, which the answer names', async (_, asked, pointer, named) => {
      const { errors } = await refused(evaluate(asked), 'validation', pointer);
      expect(errors?.[0].detail).toContain(named);
    });
  });

  describe('that is decided', () => {
    it('keeps the facts, what the engine gave step by step, and the decision', async () => {
      const dissent = [{ by: 'A. Critic', text: 'The users are in a hurry' }];
      const criterionRationales = [{ step: 'c4', text: 'Every source is shown' }];
      const body = await decided({ facts: stated(CDS), dissent, criterionRationales });
      expect(body).toMatchObject({
        ...{ functionId, versionId: null, ruleSet: 'CDS-2026-01-29', facts: stated(CDS), dissent, criterionRationales },
        ...{ decision: 'accepted', decidedOutcome: 'NOT_DEVICE_520o_E', supersedesId: null, decidedBy: STAFF },
        code: `DT-${String(body.number).padStart(4, '0')}`,
        href: `/api/v1/classifications/${body.id}`,
      });
      expect(body.result).toEqual(JSON.parse(JSON.stringify(classify({ ruleSet: 'CDS-2026-01-29', facts: CDS }))));
      expect((await house.staff.get(`/api/v1/classifications/${body.id}`).expect(200)).body).toEqual(body);
    });

    it('is told in the trail with the digest of its row and the ground of the decision', async () => {
      const { id } = await decided({ decisionReason: 'The facts are plain' });
      const after = await digestOfRow(house, 'classification', id);
      const [event] = await toldOf(house, id);
      expect(event).toMatchObject({ act: 'classification.decided', reason: 'The facts are plain' });
      expect(event.changes).toEqual([{ type: 'classification', id, before: null, after }]);
    });

    it.each([
      ['CDS-2026-01-29', CDS, 'NOT_DEVICE_520o_E'],
      ['CDS-2022-09-28', CDS, 'NOT_DEVICE_520o_E'],
      ['DSF-2022-09-28', { ...CDS, policyItem: 'DSF-2022-09-28/B.12' }, 'ENFORCEMENT_DISCRETION_DSF'],
      ['IMDRF-N12-2014', N12, 'IV'],
      ['CDS-2026-01-29', {}, 'UNDETERMINED'],
      ['IMDRF-N12-2014', {}, 'UNDETERMINED'],
    ])('under %s is accepted as it comes out', async (ruleSet, facts, decidedOutcome) => {
      expect(await decided({ ruleSet, facts: stated(facts) })).toMatchObject({ decision: 'accepted', decidedOutcome });
    });

    it('may be overridden by a possible outcome, and keeps both', async () => {
      const body = await decided({ decision: 'overridden', decidedOutcome: 'DEVICE_510K' });
      expect(body).toMatchObject({
        ...{ decision: 'overridden', decidedOutcome: 'DEVICE_510K' },
        result: { outcome: { disposition: 'NOT_DEVICE_520o_E' } },
      });
      const category = { ruleSet: 'IMDRF-N12-2014', facts: stated(N12), decision: 'overridden', decidedOutcome: 'III' };
      expect(await decided(category)).toMatchObject({
        decidedOutcome: 'III',
        result: { outcome: { imdrfCategory: 'IV' } },
      });
    });

    it.each([
      ['overridden by nothing', { decision: 'overridden' }, '/decidedOutcome', 'DEVICE_510K'],
      ['overridden by no outcome', { decision: 'overridden', decidedOutcome: 'X' }, '/decidedOutcome', 'DEVICE_510K'],
      [
        'overridden by an outcome of the other kind',
        { decision: 'overridden', decidedOutcome: 'IV' },
        '/decidedOutcome',
        'PMA',
      ],
      ['accepted with another outcome', { decidedOutcome: 'DEVICE_510K' }, '/decidedOutcome', 'overridden'],
      ['neither accepted nor overridden', { decision: 'ignored' }, '/decision', 'accepted'],
      ['made under no rule set', { ruleSet: 'CDS-2026' }, '/ruleSet', 'CDS-2026-01-29'],
      ['made for no ground', { decisionReason: '    ' }, '/decisionReason', 'say something'],
      ['made on a fact that is unknown', { facts: stated({ ...CDS, hurry: true }) }, '/facts/8/fact', 'hurry'],
      ['made on a value that is unknown', { facts: stated({ timeCritical: 'yes' }) }, '/facts/0/value', 'yes'],
      ['made on one strange value of several', { facts: stated({ users: ['HCP', 'X'] }) }, '/facts/0/value/1', "'X'"],
      ['made on a fact stated twice', { facts: [...stated(CDS), ...stated({ users: [] })] }, '/facts/8/fact', 'twice'],
      [
        'made on a fact without a ground',
        { facts: [{ fact: 'users', value: [], statedBy: 'TL' }] },
        '/facts/0/rationale',
        '',
      ],
      ['made on a fact of JavaScript', { facts: stated({ toString: true }) }, '/facts/0/fact', 'toString'],
      ['made on facts by name', { facts: CDS }, '/facts', 'array'],
      [
        'explained at no step',
        { criterionRationales: [{ step: 'c9', text: 'Because' }] },
        '/criterionRationales/0/step',
        'c4',
      ],
      ['for a version that is not there', { versionId: NOBODY }, '/versionId', 'no version'],
      ['with an outcome of its own', { result: {} }, '/result', 'property'],
    ])('is refused when it is %s, and leaves nothing', async (_, fault, pointer, named) => {
      await leavesNothing(house, ['classification'], async () => {
        const { errors } = await refused(ask(fault), 'validation', pointer);
        expect(errors?.[0].detail).toContain(named);
      });
    });

    it('is refused for a version of another model', async () => {
      const { id: versionId } = await registered.version(house, (await registered.model(house)).id);
      await refused(ask({ versionId }), 'validation', '/versionId');
    });
  });

  describe('that is decided anew', () => {
    it('supersedes the one before, in another edition too, and both stay', async () => {
      const first = await decided({ ruleSet: 'CDS-2022-09-28' });
      const second = await decided();
      const third = await decided();
      expect([first, second, third].map(({ supersedesId }) => supersedesId)).toEqual([null, first.id, second.id]);
      const { items } = (await house.staff.get(path()).expect(200)).body as List;
      expect(items).toEqual([first, second, third]);
    });

    it('leaves alone what answers another question: category, one version, another function', async () => {
      const { id: versionId } = await registered.version(house, modelId);
      const first = await decided();
      expect(await decided({ ruleSet: 'IMDRF-N12-2014', facts: stated(N12) })).toMatchObject({ supersedesId: null });
      const ofVersion = await decided({ versionId });
      expect(ofVersion).toMatchObject({ versionId, supersedesId: null });
      expect(await decided({ versionId })).toMatchObject({ supersedesId: ofVersion.id });
      expect(await decided()).toMatchObject({ supersedesId: first.id });
      functionId = (await registered.function(house, modelId)).id;
      expect(await decided()).toMatchObject({ supersedesId: null });
    });

    it('makes one line of several that come at once', async () => {
      const made = await Promise.all([1, 2, 3].map(() => decided()));
      const superseded = made.map(({ supersedesId }) => supersedesId);
      expect(new Set(superseded).size).toBe(3);
      expect(superseded).toContain(null);
    });
  });

  describe('that is withdrawn', () => {
    const withdraw = (id: string, reason = 'A fact was wrong') =>
      house.staff.post(`/api/v1/classifications/${id}/withdraw`).send({ reason });
    const ROWS = ['classification', 'classification_withdrawal'];

    it('says why, when and by whom, stays readable, and the event is about it', async () => {
      const { id } = await decided();
      const { body } = await withdraw(id).expect(200);
      expect(body).toMatchObject({ id, withdrawal: { reason: 'A fact was wrong', by: STAFF } });
      expect((await house.staff.get(`/api/v1/classifications/${id}`).expect(200)).body).toEqual(body);
      expect(((await house.staff.get(path()).expect(200)).body as List).items).toEqual([body]);
      const [, event] = await toldOf(house, id);
      expect(event).toMatchObject({ act: 'classification.withdrawn', reason: 'A fact was wrong' });
      expect(event.subject).toEqual({ type: 'classification', id });
      const [change] = event.changes;
      expect(change).toMatchObject({ type: 'classification_withdrawal', before: null });
      expect(change.after).toBe(await digestOfRow(house, 'classification_withdrawal', change.id));
    });

    it('is over: the next one does not supersede it', async () => {
      const { id } = await decided();
      await withdraw(id).expect(200);
      const next = await decided();
      expect(next).toMatchObject({ supersedesId: null, withdrawal: null });
      expect(await decided()).toMatchObject({ supersedesId: next.id });
    });

    it('is withdrawn once, and not once it is superseded', async () => {
      const first = await decided();
      const { id } = await decided();
      const statuses = (await Promise.all([withdraw(id), withdraw(id)])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, 409]);
      await leavesNothing(house, ROWS, async () => {
        await refused(withdraw(first.id), 'invalid-state');
        await refused(withdraw(id), 'invalid-state');
      });
    });

    it('is refused without a reason, and where there is none', async () => {
      const { id } = await decided();
      await leavesNothing(house, ROWS, async () => {
        await refused(withdraw(id, ' '), 'validation', '/reason');
        await refused(withdraw(NOBODY), 'not-found');
      });
    });
  });

  it('is decided, listed and read only where there is one', async () => {
    await refused(house.staff.get(`/api/v1/classifications/${NOBODY}`), 'not-found');
    await refused(house.staff.get(`/api/v1/functions/${NOBODY}/classifications`), 'not-found');
    const missing = house.staff.post(`/api/v1/functions/${NOBODY}/classifications`).send(classification());
    await leavesNothing(house, ['classification'], () => refused(missing, 'not-found'));
    await refused(house.staff.get(path()).query({ limit: 0 }), 'invalid-query', '/limit');
  });

  it('is listed page by page', async () => {
    const made = [await decided(), await decided(), await decided()];
    const first = (await house.staff.get(path()).query({ limit: 2 }).expect(200)).body as List;
    const rest = (await house.staff.get(path()).query({ limit: 2, cursor: first.next }).expect(200)).body as List;
    expect([...first.items, ...rest.items]).toEqual(made);
    expect(rest.next).toBeNull();
  });
});
