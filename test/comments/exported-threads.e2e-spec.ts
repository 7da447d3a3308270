import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Qualifications } from '../../src/access/people/qualifications.service';
import { RoleAssignments } from '../../src/access/people/role-assignments.service';
import { readExport } from '../../src/exports/read/read-export';
import { operatorActor } from '../../src/kernel/actor';
import { exported, Place } from '../exports/fixtures/exported';
import { readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { enrolled, enter, type SignedIn } from '../support/people';
import { type Thread, THREADS } from './fixtures/colleagues';

type Line = Record<string, unknown>;

let house: House;
let place: Place;
beforeAll(async () => {
  house = await openHouse({ isTold: true, isBegun: false });
  place = await Place.make();
});
afterAll(async () => {
  await place.remove();
  await house.close();
});

/** Somebody who came by acts alone. */
async function admitted(): Promise<SignedIn> {
  const person = await enrolled(house);
  const training = { kind: 'training', title: 'Induction', doneOn: '2026-01-02' } as const;
  await house.app.get(Qualifications).record(operatorActor(), person.id, training);
  await house.app.get(RoleAssignments).give(operatorActor(), person.id, 'specialist', 'For the test');
  return enter(house, person);
}

const linesOf = async (folder: string, noun: string): Promise<Line[]> =>
  (await readFile(join(place.at(folder), `records/${noun}.jsonl`), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

describe('An export', () => {
  it('has every thread with what was said and whom it names, each row proven; of one model its own', async () => {
    const { model, version, functionId } = await readyVersion(house);
    const elsewhere = await registered.model(house);
    const [one, two] = [await admitted(), await admitted()];
    const said = { kind: 'question', body: 'Is it so?', askedOf: [two.id], mentions: [two.id] };
    const open = async (recordType: string, recordId: string): Promise<Thread> =>
      (
        await one.asks
          .post(THREADS)
          .send({ ...said, recordType, recordId })
          .expect(201)
      ).body as Thread;
    const [claim, theirs] = [await registered.claim(house, functionId), await open('model', elsewhere.id)];
    const ours = [
      await open('model', model.id),
      await open('model_version', version.id),
      await open('software_function', functionId),
      await open('claim', claim.id),
    ];
    const [settled] = ours;
    await two.asks.post(`${settled.href}/comments`).send({ body: 'It is' }).expect(201);
    await two.asks.post(`${settled.href}/resolutions`).send({ resolution: 'It is so' }).expect(201);

    await exported(house, place.at('whole'));
    expect((await linesOf('whole', 'comment-threads')).map(({ id }) => id)).toEqual(
      [theirs, ...ours].map(({ id }) => id),
    );
    expect((await linesOf('whole', 'comments')).length).toBe(6);
    expect(await readExport(place.at('whole'))).toMatchObject({ isWell: true, findings: [] });

    await exported(house, place.at('model'), model.id);
    const threads = await linesOf('model', 'comment-threads');
    expect(threads.map(({ id }) => id)).toEqual(ours.map(({ id }) => id));
    expect(threads[0]).toMatchObject({ askedOf: [two.id], state: 'resolved', resolution: 'It is so', revision: 2 });
    expect((await linesOf('model', 'comments')).map(({ body }) => body).sort()).toEqual([
      ...['Is it so?', 'Is it so?', 'Is it so?', 'Is it so?', 'It is'],
    ]);
    expect(await linesOf('model', 'comment-mentions')).toHaveLength(4);
    const revisions = await linesOf('model', 'record-revisions');
    expect(revisions.filter(({ recordId }) => recordId === settled.id)).toHaveLength(2);
    expect(JSON.stringify(await linesOf('model', 'audit-events'))).not.toContain(theirs.id);
    expect(await readExport(place.at('model'))).toMatchObject({ isWell: true, findings: [] });
  });
});
