import type { INestApplicationContext } from '@nestjs/common';
import { EvidenceRecorder } from '../../evidence/evidence-recorder';
import type { RecordEvidence } from '../../evidence/evidence.dto';
import { Files } from '../../evidence/files.service';
import { dayOf } from '../../kernel/clock';
import { Models } from '../../models/models.service';
import type { ModelVersion } from '../../models/model-version.entity';
import { Organizations } from '../../models/organizations.service';
import { Parties } from '../../models/parties.service';
import { Versions } from '../../models/versions.service';
import { evidenceOf } from './evidence';
import { addFunctions } from './add-functions';
import { firstVersion, model, parties, version } from './model';
import type { DemoStaff } from './demo-staff';
import { CLINICAL_LEAD } from './people';
import { DemoSigning } from './sign';

/** Somebody's real results file, to be read among the illustrative ones. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** When the run took place, as the file says it; null when it does not. */
  readonly performedOn: string | null;
}

/** The version, and the claims that its benchmark is to show. */
interface Purpose {
  readonly versionId: string;
  readonly claimIds: string[];
}

async function* bytes(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(content));
}

/** Builds the worked example by the same services as the API, and gives the version that a dossier is made of. */
export class WorkedExample {
  private readonly signing: DemoSigning;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly staff: DemoStaff,
  ) {
    this.signing = new DemoSigning(app, staff);
  }

  async build(given: readonly GivenFile[], now: Date): Promise<ModelVersion> {
    const specialist = this.staff.specialist.actor;
    const { id: modelId } = await this.app.get(Models).register(specialist, model);
    await this.addParties(modelId);
    const versions = this.app.get(Versions);
    const parent = await versions.register(specialist, modelId, firstVersion);
    const { id } = await versions.register(specialist, modelId, { ...version, parentVersionId: parent.id });
    const claimIds = await addFunctions(this.app, specialist, modelId);
    // The run is later than the claims that it is to show, as in a real protocol.
    const ranAt = new Date(Math.max(now.getTime(), Date.now()));
    await this.recordEvidence({ versionId: id, claimIds }, given, ranAt);
    await versions.transition(
      specialist,
      { id, revision: null },
      {
        to: 'in-review',
        reason: 'Everything that the protocol asks for is recorded',
      },
    );
    await this.signing.contents(id);
    await this.signing.all('version-approval', id);
    await this.signing.all('version-release', id);
    return versions.get(id);
  }

  private async addParties(modelId: string): Promise<void> {
    for (const { organization, roles } of parties) {
      const { id: organizationId } = await this.app
        .get(Organizations)
        .register(this.staff.specialist.actor, organization);
      for (const { role, note } of roles)
        await this.app.get(Parties).add(this.staff.specialist.actor, modelId, { organizationId, role, note });
    }
  }

  private async recordEvidence(
    { versionId, claimIds }: Purpose,
    given: readonly GivenFile[],
    now: Date,
  ): Promise<void> {
    const today = dayOf(now);
    for (const { fileName, content, role, record } of evidenceOf(now, today)) {
      const shows = record.kind === 'benchmark' ? { claimIds } : {};
      await this.record(versionId, { name: fileName, content, role }, { ...record, ...shows });
    }
    for (const { name, bytes: content, performedOn } of given) {
      await this.record(
        versionId,
        { name, content, role: 'results' },
        {
          ...{ kind: 'benchmark', pillar: 'analytical', title: `Results file ${name}`.slice(0, 200), protocol: null },
          ...{ performedOn: performedOn ?? today, performedBy: 'Whoever made the file', staysFresh: null },
          ...{ illustrative: false, statedFacts: [], reason: `Given to the demo; recorded for ${CLINICAL_LEAD}` },
        },
      );
    }
  }

  private async record(
    versionId: string,
    { name, content, role }: { name: string; content: string | Uint8Array; role: 'results' | 'attachment' },
    record: Omit<RecordEvidence, 'files'>,
  ): Promise<void> {
    const { sha256 } = await this.app.get(Files).keep(this.staff.contributor.actor, { name, content: bytes(content) });
    await this.app
      .get(EvidenceRecorder)
      .record(this.staff.contributor.actor, versionId, { ...record, files: [{ sha256, name, role }] });
  }
}
