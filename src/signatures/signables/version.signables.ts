import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { AuditedTransaction } from '../../audit-trail/audited-transaction';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Refusal } from '../../kernel/refusal';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';
import { Versions } from '../../models/versions.service';
import type { VersionState } from '../../models/version-lifecycle.rules';
import type { Process } from '../process/steps.rules';
import { Contents } from './contents';
import { CONTENTS_OF_VERSION } from './contents-sql';
import { RowDigests } from './row-digests';
import { Signables } from './signables';
import type { FoundToSign, Reads, Signable, SignableRows, ToSign } from './to-sign';

/** In which state a version is signed, what it becomes when all have signed, and what when somebody rejects it. */
interface Terms {
  readonly process: Process;
  readonly from: VersionState;
  readonly complete: VersionState;
  /** Null: it stays as it is and is never released; the next version is. */
  readonly rejected: VersionState | null;
}

const TERMS: readonly Terms[] = [
  { process: 'version-approval', from: 'in-review', complete: 'approved', rejected: 'draft' },
  { process: 'version-release', from: 'approved', complete: 'released', rejected: null },
];

const inState = (state: VersionState, revision = 't.revision'): string => `
  SELECT t.id, ${revision} AS revision, t.state_since AS since, (${CONTENTS_OF_VERSION}) AS rests_on
  FROM model_version t WHERE t.state = '${state}'`;

/** By a rejection a version has moved on by one revision, where it moves at all; the next change is its author's. */
const rowsOf = ({ from, rejected }: Terms): SignableRows => ({
  ...{ type: 'model_version', toSign: inState(from) },
  returned: rejected === null ? inState(from) : inState(rejected, 't.revision - 1'),
});

/** A version is approved, and then released, with all that holds for it; each by the last signature of its steps. */
@Injectable()
export class VersionSignables implements OnModuleInit {
  constructor(
    private readonly signables: Signables,
    private readonly digests: RowDigests,
    private readonly contents: Contents,
    private readonly versions: Versions,
  ) {}

  onModuleInit(): void {
    for (const terms of TERMS) this.signables.add(this.signable(terms));
  }

  private signable(terms: Terms): Signable {
    const { process, from, ...becomes } = terms;
    return {
      process,
      rows: rowsOf(terms),
      findAll: (read, ids) => this.findAll(read, ids, from),
      hold,
      conclude: async (tx, id, conclusion) => {
        const to = becomes[conclusion];
        if (to !== null) await this.versions.become(tx, id, to);
      },
    };
  }

  /** One after the other: a version rests on all that holds for it, and few are asked about at once. */
  private async findAll(read: Reads, ids: readonly string[], from: VersionState): Promise<FoundToSign> {
    const found = new Map<string, ToSign | Refusal>();
    for (const one of await read.findBy(ModelVersion, { id: In([...ids]) })) {
      found.set(one.id, await this.toSign(read, one, from));
    }
    return found;
  }

  private async toSign(read: Reads, version: ModelVersion, from: VersionState): Promise<ToSign | Refusal> {
    const { id, label, state, revision } = version;
    if (state !== from) return Refusal.invalidState(`${label} is ${state}: this is signed while it is ${from}`);
    return {
      ...{ type: 'model_version', id, revision, ...this.digests.of(ModelVersion, version) },
      ...(await this.contents.ofVersion(read, version)),
      ...{ called: `the version ${label}`, href: `/api/v1/versions/${id}` },
    };
  }
}

/** The version, and whatever what it rests on is changed under: model, then version, then functions, as everybody locks them. */
async function hold(tx: AuditedTransaction, id: string): Promise<void> {
  const { modelId } = await versionOf(tx.read, id);
  await tx.lock(Model, modelId);
  await tx.lock(ModelVersion, id);
  const functions = await tx.read.find(SoftwareFunction, { where: { modelId }, order: { ordinal: 'ASC' } });
  for (const one of functions) await tx.lock(SoftwareFunction, one.id);
}

async function versionOf(read: Reads, id: string): Promise<ModelVersion> {
  const version = await read.findOneBy(ModelVersion, { id });
  if (version === null) throw Refusal.notFound(`ModelVersion ${id}`);
  return version;
}
