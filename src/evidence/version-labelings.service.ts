import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThanOrEqual, Not, Repository } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { AuditedTransaction } from '../audit-trail/audited-transaction';
import { pageOf, type PageRequest, requireParent } from '../database/lists';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock, END_OF_TIME } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import { ModelVersion } from '../models/model-version.entity';
import { refuseDisposed } from './disposed-files';
import { requireSound } from './scrub/findings';
import { StoredFile } from './stored-file.entity';
import { type IssuingAgency, refusedUdiDi } from './udi.rules';
import type { RecordLabeling } from './version-labeling.dto';
import { VersionLabeling } from './version-labeling.entity';

/** What released versions are labeled with. */
@Injectable()
export class VersionLabelings {
  constructor(
    @InjectRepository(VersionLabeling) private readonly labelings: Repository<VersionLabeling>,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records the labeling of a version that is released; before, there is nothing on the market to label. */
  record(actor: Actor, versionId: string, { reason, ...input }: RecordLabeling): Promise<VersionLabeling> {
    const identifier = identifierOf(input);
    return this.auditTrail.record(actor, 'labeling.recorded', { reason }, async (tx) => {
      const { state, label, modelId } = await tx.lock(ModelVersion, versionId);
      if (state !== 'released') throw Refusal.invalidState(`${label} is ${state}: only a released version is labeled`);
      await refuseTaken(tx, modelId, identifier.udiDi);
      const file = await fileOf(tx, input.labelingFile ?? null);
      tx.about(ModelVersion, versionId);
      return tx.insert(VersionLabeling, {
        ...{ id: newId(), versionId, ...identifier, statement: input.statement },
        ...{ labelingFile: file?.sha256 ?? null, labelingFileName: file?.name ?? null },
        ...{ recordedBy: actor.name, recordedAt: this.clock.now() },
      });
    });
  }

  /** The labeling of a version, up to now or up to that instant. */
  async list(versionId: string, page: PageRequest, asOf = END_OF_TIME): Promise<Page<VersionLabeling>> {
    await requireParent(this.labelings.manager, ModelVersion, versionId);
    return pageOf(this.labelings, { versionId, recordedAt: LessThanOrEqual(asOf) }, page);
  }
}

type Identifier = { issuingAgency: IssuingAgency; udiDi: string } | { issuingAgency: null; udiDi: null };

function identifierOf({ issuingAgency = null, udiDi = null }: Omit<RecordLabeling, 'reason'>): Identifier {
  if (udiDi === null) {
    if (issuingAgency === null) return { issuingAgency, udiDi };
    throw inconsistent('/issuingAgency', 'is only for a UDI-DI, and there is none');
  }
  if (issuingAgency === null) throw inconsistent('/udiDi', 'needs the agency that issued it');
  const refused = refusedUdiDi(issuingAgency, udiDi);
  if (refused !== null) throw Refusal.validation([{ pointer: '/udiDi', detail: refused }]);
  return { issuingAgency, udiDi };
}

const inconsistent = (pointer: string, detail: string): Refusal =>
  new Refusal('inconsistent', `${pointer}: ${detail}`, [{ pointer, detail }]);

/** A device identifier names one labeler's one device (21 CFR 801.3): another model cannot have it too. */
async function refuseTaken(tx: AuditedTransaction, modelId: string, udiDi: string | null): Promise<void> {
  if (udiDi === null) return;
  const others = await tx.read.findBy(VersionLabeling, { udiDi });
  const where = { id: In(others.map(({ versionId }) => versionId)), modelId: Not(modelId) };
  if (await tx.read.exists(ModelVersion, { where })) {
    throw Refusal.duplicate(`The UDI-DI ${udiDi} is that of another model`);
  }
}

async function fileOf(tx: AuditedTransaction, sha256: string | null): Promise<StoredFile | null> {
  if (sha256 === null) return null;
  const file = await tx.read.findOneBy(StoredFile, { sha256 });
  if (file === null) {
    throw Refusal.validation([{ pointer: '/labelingFile', detail: 'is no stored file: send its bytes first' }]);
  }
  await refuseDisposed(tx.read, sha256, '/labelingFile');
  await requireSound(tx.read, [sha256]);
  return file;
}
