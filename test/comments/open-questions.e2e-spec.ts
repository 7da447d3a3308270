import { DataSource } from 'typeorm';
import { OpenQuestions } from '../../src/comments/open-questions';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { NOBODY } from '../support/problems';
import { type Colleague, colleague, opened, reopening, replied, resolving, type Thread } from './fixtures/colleagues';

let house: House;
let one: Colleague;
let modelId: string;
let functionId: string;
beforeAll(async () => {
  house = await openHouse();
  one = await colleague(house, 'Demo Specialist', 'specialist');
});
afterAll(() => house.close());
beforeEach(async () => {
  modelId = (await registered.model(house)).id;
  functionId = (await registered.function(house, modelId)).id;
});

const ask = (own: Record<string, unknown> = {}): Promise<Thread> =>
  opened(one, { recordType: 'model', recordId: modelId, kind: 'question', body: 'Is it so?', ...own });
const about = (...subjects: { type: string; id: string }[]) =>
  OpenQuestions.of(house.app.get(DataSource).manager, subjects);
const model = () => ({ type: 'model', id: modelId });
const purpose = () => ({ type: 'software_function', id: functionId });

describe('The open questions of records', () => {
  it('are none where nobody asked, and of what nobody talks about', async () => {
    expect(await about()).toEqual([]);
    expect(await about(model(), purpose())).toEqual([]);
    expect(await about({ type: 'person', id: one.id }, { type: 'model', id: NOBODY })).toEqual([]);
  });

  it('are those that block, on the record and on its fields, oldest first', async () => {
    const whole = await ask();
    const field = await ask({ field: '/name', body: 'Is that its name?' });
    await ask({ blocking: false });
    await ask({ kind: 'comment' });
    await replied(one, whole, 'I wonder');
    expect(await about(model())).toEqual([
      { threadId: whole.id, question: 'Is it so?', href: whole.href },
      { threadId: field.id, question: 'Is that its name?', href: field.href },
    ]);
  });

  it('are of each of the records that are named, and of no other', async () => {
    const own = await ask();
    const planned = await ask({
      ...{ recordType: 'software_function', recordId: functionId, field: '/classification/facts/timeCritical' },
    });
    const ids = async (...subjects: { type: string; id: string }[]) =>
      (await about(...subjects)).map(({ threadId }) => threadId);
    expect(await ids(model(), purpose())).toEqual([own.id, planned.id]);
    expect(await ids(purpose())).toEqual([planned.id]);
    expect(await ids({ type: 'claim', id: functionId })).toEqual([]);
    expect(await ids(model(), model())).toEqual([own.id]);
  });

  it('are no more once they are resolved, and again when they are opened again', async () => {
    const thread = await ask();
    await resolving(one, thread).expect(201);
    expect(await about(model())).toEqual([]);
    await reopening(one, thread).expect(201);
    expect(await about(model())).toMatchObject([{ threadId: thread.id }]);
  });
});
