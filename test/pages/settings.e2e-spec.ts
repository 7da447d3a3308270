import { randomUUID } from 'node:crypto';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { administrator, signedIn } from '../support/people';
import { Visitor } from './visits';

const key = (): { _key: string } => ({ _key: randomUUID() });

let house: House;
let boss: Visitor;
let lead: Visitor;
let specialist: Visitor;
beforeAll(async () => {
  house = await openHouse({ isBegun: false, isLogged: true });
  boss = new Visitor(house, (await administrator(house)).cookie);
  lead = new Visitor(house, (await signedIn(house, { roles: ['quality-lead'] })).cookie);
  specialist = new Visitor(house, (await signedIn(house, { roles: ['specialist'] })).cookie);
});
afterAll(() => house.close());

describe('The settings', () => {
  it('are shown with the variable that sets each, and without a secret', async () => {
    const { page, status } = await specialist.see('/settings');
    expect(status).toBe(200);
    for (const said of [
      'This machine alone',
      'PREDICATE_PUBLIC_URL',
      'PREDICATE_WITNESSES',
      '64 MiB',
      'No limit is set',
    ]) {
      expect(page).toContain(said);
    }
    expect(page).not.toMatch(/postgres(ql)?:\/\//);
    expect(page).toContain('href="/settings/retention"');
  });

  it('show who administers nothing that is of the record, and say who reads that', async () => {
    const { page } = await boss.see('/settings');
    expect(page).not.toContain('href="/settings/retention"');
    expect(page).toContain('are of the record, which only a specialist');
    expect((await boss.see('/settings/retention')).status).toBe(403);
  });
});

describe('How the service is', () => {
  it('is said part by part, with the same word about the log as readiness', async () => {
    const { page } = await boss.see('/system');
    for (const part of ['Database', 'Log over the audit trail', 'Background work', 'Store of files', 'Backup']) {
      expect(page).toContain(`>${part}</h2>`);
    }
    expect(page).toMatch(/PostgreSQL 1\d/);
    expect(page).toContain('Is this program’s; the last migration is');
    expect(page).toContain('Not witnessed');
    expect(page).toContain('href="/jobs"');
    expect((await specialist.see('/system')).page).not.toContain('href="/jobs"');
  });
});

describe('Retention', () => {
  it('is made longer by who may, never shorter, and says why', async () => {
    const { page } = await lead.see('/settings/retention');
    const [, path = ''] = /href="(\/settings\/retention\/rules\/[^"]+\/lengthen)"/.exec(page) ?? [];
    expect((await lead.see(path)).page).toMatch(/It is kept for \d+ months/);
    const shorter = await lead.send(path, { ...key(), months: '1', reason: 'To make room' });
    expect([shorter.status, shorter.page]).toEqual([422, expect.stringContaining('id="f-months-error"')]);
    const longer = await lead.send(path, { ...key(), months: '600', reason: 'The contract says so' });
    expect(longer.location).toBe('/settings/retention');
    expect((await lead.see('/settings/retention')).page).toContain('The contract says so');
    const other = await specialist.see('/settings/retention');
    expect(other.page).toContain('Lengthened by a quality lead');
    expect(other.page).not.toContain('/lengthen"');
    expect((await specialist.see(path)).status).toBe(403);
  });

  it('is held for a matter, and released with a reason', async () => {
    const model = await registered.model(house, { name: 'Held model' });
    const hold = { matter: 'Case 12', scope: 'model', scopeId: model.id, reason: 'The lawyers ask' };
    expect((await lead.see('/settings/retention/holds/new')).page).toContain('Model: Held model');
    const wrong = await lead.send('/settings/retention/holds/new', { ...key(), ...hold, scopeId: '' });
    expect(wrong.page).toContain('id="f-scopeId-error"');
    expect((await lead.send('/settings/retention/holds/new', { ...key(), ...hold })).location).toBe(
      '/settings/retention#holds',
    );
    const { page } = await lead.see('/settings/retention');
    for (const said of ['Case 12', 'LH-0001', `/models/${model.id}`, 'Stands']) expect(page).toContain(said);
    const [, release = ''] = /action="(\/settings\/retention\/holds\/[^"]+\/release)"/.exec(page) ?? [];
    expect((await specialist.send(release, { ...key(), reason: 'I want to' })).status).toBe(403);
    await lead.send(release, { ...key(), reason: 'The case is closed' });
    expect((await lead.see('/settings/retention')).page).toContain('The case is closed');
  });

  it('tells who asked for a disposal that somebody else approves it', async () => {
    const page = await lead.send('/settings/retention/disposals/new', { ...key(), sha256: 'x', reason: 'Not needed' });
    expect([page.status, page.page]).toEqual([422, expect.stringContaining('id="f-sha256-error"')]);
    expect((await specialist.see('/settings/retention')).page).toContain('Ask for a disposal');
  });
});

describe('Signature plans', () => {
  it('are stated by the quality lead with one step more, and never less than the house asks for', async () => {
    const path = '/settings/signatures/claim/new';
    expect((await specialist.see('/settings/signatures')).page).toContain('Stated by a quality lead');
    expect((await specialist.see(path)).status).toBe(403);
    expect((await lead.see('/settings/signatures/nothing/new')).status).toBe(404);
    const { page } = await lead.see(path);
    expect(page).toContain('name="steps.0.minimum"');
    const steps = (rows: readonly (readonly string[])[]): Record<string, string> =>
      Object.fromEntries(
        rows.flatMap(([step = '', meaning = '', role = '', minimum = ''], at) =>
          Object.entries({ step, meaning, role, minimum }).map(
            ([name, said]) => [`steps.${at}.${name}`, said] as const,
          ),
        ),
      );
    const said = { process: 'claim', reason: 'Two pairs of eyes' };
    const less = await lead.send(path, { ...key(), ...said, ...steps([['1', 'review', 'reviewer', '1']]) });
    expect([less.status, less.page]).toEqual([422, expect.stringContaining('Must ask for approval')]);
    const more = [
      ['1', 'review', 'reviewer', '1'],
      ['2', 'approval', 'approver', '1'],
    ];
    expect((await lead.send(path, { ...key(), ...said, ...steps(more) })).location).toBe('/settings/signatures');
    expect((await lead.see('/settings/signatures')).page).toContain('Two pairs of eyes');
  });
});
