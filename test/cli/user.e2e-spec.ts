import { cloneDatabase, type TestDatabase } from '../support/database';
import { Checkout, type Ran } from './fixtures/checkout';

// Each command is a process that loads the program.
jest.setTimeout(180_000);

const checkout = new Checkout();
let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await checkout.remove();
  await database.drop();
});

const run = (...args: string[]): Promise<Ran> =>
  checkout.run(args, { DATABASE_URL: database.applicationUrl, PREDICATE_DATA_DIR: checkout.path('data') });
const invite = (name: string, ...more: string[]) =>
  run('user', 'invite', name, '--printed-name', 'Somebody', '--reason', 'Starts today', ...more);
const json = ({ out }: Ran): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;

describe('predicate user and predicate token', () => {
  it('invite, qualify, give and end a role, issue and end a token, and make somebody leave', async () => {
    const invited = await invite('first.one', '--training', 'SOP 12', '--role', 'specialist');
    expect(invited.code).toBe(0);
    expect(json(invited)).toMatchObject({
      userName: 'first.one',
      roles: ['specialist'],
      link: { token: expect.any(String) },
    });
    const early = await run('user', 'give', 'first.one', 'approver', '--reason', 'Approves');
    expect([early.code, early.out]).toEqual([2, '']);
    expect(early.words).toContain('identity-verification must be on file');
    expect((await run('user', 'qualify', 'first.one', 'identity-verification', 'Passport, in person')).code).toBe(0);
    const given = await run('user', 'give', 'first.one', 'approver', '--reason', 'Approves');
    expect(json(given)).toEqual({ userName: 'first.one', roles: ['specialist', 'approver'] });
    expect(json(await run('user', 'end', 'first.one', 'approver', '--reason', 'Approves no more'))).toEqual({
      ...{ userName: 'first.one', roles: ['specialist'] },
    });
    const issued = json(await run('token', 'issue', 'first.one', '--name', 'Pipeline', '--scope', 'record:read'));
    expect(issued).toMatchObject({ scopes: ['record:read'], secret: expect.stringMatching(/^pred_/) });
    expect((await run('token', 'end', String(issued.id), '--reason', 'Lost')).code).toBe(0);
    expect((await run('token', 'end', String(issued.id), '--reason', 'Lost')).code).toBe(2);
    const listed = await run('token', 'list', 'first.one');
    expect(json(listed)).toMatchObject({ id: issued.id, endedAt: expect.any(String) });
    expect(listed.out).not.toContain('secret');
    expect(json(await run('user', 'leave', 'first.one', '--reason', 'Moved away'))).toMatchObject({ state: 'left' });
    expect(json(await run('user', 'list'))).toMatchObject({ userName: 'first.one', state: 'left', roles: [] });
    expect((await run('token', 'issue', 'first.one', '--name', 'Pipeline')).words).toContain('has left');
  });

  it.each([
    [['user', 'link', 'nobody.known', '--reason', 'Lost'], /Nobody has the user name "nobody.known"/],
    [['user', 'give', 'first.one', 'king', '--reason', 'Why not'], /give one of specialist/],
    [['user', 'qualify', 'first.one', 'training', 'SOP', '--on', '2026-02-30'], /give a day/],
    [['user', 'give', 'first.one', 'approver'], /--reason/],
    [['token', 'issue', 'first.one', '--name', 'Pipeline', '--days', '366'], /give 1 to 365 days/],
    [['token', 'issue', 'first.one', '--name', 'Pipeline', '--scope', 'person:manage'], /person:manage/],
    [['token', 'end', 'x', '--reason', 'Lost'], /give the id of a token/],
  ] as const)('refuse in words and with 2: %j', async (args, words) => {
    const { code, out, words: said } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(words);
  });

  it.each([
    ['Jordan Lee', [], /must be 3 to 64 small letters/],
    ['jordan.lee', ['--email', 'nowhere'], /must be an address/],
    ['jordan.lee', ['--training', ' '], /say something of 2 to 500 characters/],
    ['jordan.lee', ['--reason', ''], /say something of 3 to 2000 characters/],
    ['jordan.lee', ['--role', 'king'], /king/],
  ] as const)('invite nobody as %s with %j', async (name, more, words) => {
    const { code, out, words: said } = await invite(name, ...more);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toMatch(words);
    expect(said).not.toMatch(/constraint|relation/);
  });
});
