import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ModelVersion } from '../../models/model-version.entity';
import { BASELINE, type Process } from '../../signatures/process/steps.rules';
import { SignatureRequests } from '../../signatures/signature-requests.service';
import { Signings } from '../../signatures/signings.service';
import { Contents } from '../../signatures/signables/contents';
import { type DemoPerson, PLACE } from './demo-person';
import type { DemoStaff } from './demo-staff';

/** Where the people of the demo are. */
const TIME_ZONE = 'America/Chicago';

/** Signs as the people of the demo do: with all that each has at first, and in a series with the password. */
export class DemoSigning {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly staff: DemoStaff,
  ) {}

  /** Everything that a version rests on, each record by its steps. */
  async contents(versionId: string): Promise<void> {
    const { manager } = this.app.get(DataSource);
    const version = await manager.findOneByOrFail(ModelVersion, { id: versionId });
    for (const { process, id } of await this.app.get(Contents).records(manager, version)) await this.all(process, id);
  }

  /** One record, by whom its steps name. */
  async all(process: Process, recordId: string): Promise<void> {
    for (const { meaning, role } of BASELINE[process]) {
      await this.one(this.staff[role], { process, recordId, meaning });
    }
  }

  private async one(
    person: DemoPerson,
    asked: { process: Process; recordId: string; meaning: (typeof BASELINE)[Process][number]['meaning'] },
  ): Promise<void> {
    const { request, password } = await this.app
      .get(SignatureRequests)
      .make(person.present, { ...asked, timeZone: TIME_ZONE }, PLACE);
    const code = password === 'password' ? null : person.nextCode();
    const said = { method: 'password' as const, password: person.password, code };
    await this.app.get(Signings).sign(person.present, request.id, said, PLACE);
  }
}
