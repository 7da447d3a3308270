import { type Answer, moved, readyVersion, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { signWhole } from '../support/signing';
import { inPerson } from '../support/staff';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** How many required gaps the page of a version shows, and how many its readiness has. */
async function counted({ id }: Answer): Promise<{ shown: number; known: number }> {
  const headers = { accept: 'text/html', ...inPerson(TOKEN) };
  const page = await (await fetch(`${house.url}/versions/${id}`, { headers })).text();
  const { body } = await house.staff.get(`/api/v1/versions/${id}/readiness`).expect(200);
  const shown = page.match(/<\/svg>\s*Required<\/span>/g)?.length ?? 0;
  return { shown, known: (body as { counts: { error: number } }).counts.error };
}

describe('The required gaps on the page of a version', () => {
  it('are as many as its readiness has', async () => {
    const model = await registered.model(house);
    const bare = await registered.version(house, model.id, { artifacts: [] });
    expect(await counted(bare)).toEqual({ shown: 4, known: 4 });
    const { id: first } = await registered.function(house, model.id);
    await registered.function(house, model.id);
    await registered.claim(house, first);
    await registered.intendedUse(house, first);
    await registered.classification(house, first);
    await registered.evidence(house, bare.id);
    const half = await counted(bare);
    expect(half.shown).toBe(half.known);
    const vendors = await registered.model(house, { kind: 'third-party' });
    const unknown = await registered.version(house, vendors.id, { artifacts: [] });
    const third = await counted(unknown);
    expect(third.shown).toBe(third.known);
  });

  it('are none of a version that is whole and signed', async () => {
    const { version } = await readyVersion(house);
    const before = await counted(version);
    expect([before.shown > 3, before.shown]).toEqual([true, before.known]);
    await signWhole(house, version.id);
    expect(await counted(version)).toEqual({ shown: 0, known: 0 });
    await moved(house, version.id, 'released');
    expect(await counted(version)).toEqual({ shown: 0, known: 0 });
  }, 60_000);
});
