import { type Answer, evidence, moved, registered } from '../support/given';
import type { House } from '../support/house';
import { unguarded } from '../support/listed';

/** Evidence with one file, on a version of a model of its own. */
export interface Filed {
  readonly model: Answer;
  readonly version: Answer;
  readonly evidence: Answer;
  readonly sha256: string;
}

let count = 0;

export async function filed(house: House, own: Record<string, unknown> = {}): Promise<Filed> {
  const model = await registered.model(house);
  const version = await registered.version(house, model.id);
  const bytes = Buffer.from(`the bytes of file ${(count += 1)}`);
  const { sha256 } = await registered.file(house, 'protocol.txt', bytes);
  const files = [{ sha256, name: 'protocol.txt', role: 'attachment' }];
  const shown = await registered.evidence(house, version.id, evidence({ files, ...own }));
  return { model, version, evidence: shown, sha256 };
}

/** Retires a version as if it had been so many months ago. */
export async function retiredAgo(house: House, versionId: string, months: number): Promise<void> {
  await moved(house, versionId, 'in-review', 'approved', 'retired');
  await backdated(house, versionId, months);
}

export const backdated = (house: House, versionId: string, months: number): Promise<void> =>
  unguarded(
    house,
    [`UPDATE model_version SET state_since = now() - make_interval(months => $2) WHERE id = $1`, [versionId, months]],
    [
      `UPDATE audit_event SET recorded_at = now() - make_interval(months => $2) WHERE subject_id = $1`,
      [versionId, months],
    ],
  );

export const asked = async (house: House, sha256: string): Promise<Answer> =>
  (await house.staff.post('/api/v1/disposal-requests').send({ sha256, reason: 'Its time is over' }).expect(201))
    .body as Answer;
