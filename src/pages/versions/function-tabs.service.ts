import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { Look } from '../../http/pages/words';
import type { Reading } from '../../access/reading';
import type { Classification } from '../../classification/classification.entity';
import { classificationsOf, inForce, withdrawnClassifications } from '../../classification/in-force';
import type { RecordedClaim } from '../../dossiers/claim-record';
import { readTraces, recordedClaims, type Traces } from '../../dossiers/facts/claim-facts';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { EvidenceReader } from '../../evidence/evidence-reader';
import { functionCode } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { SignedLooks } from '../records/signed-looks';
import { type ReadVersion, VersionFrames } from './version-frames.service';

/** A function with all that was ever said of what it is for, and what was decided of it that holds for the version. */
export interface ReadFunction {
  readonly function: SoftwareFunction;
  /** The first one first. */
  readonly uses: readonly IntendedUse[];
  readonly withdrawals: readonly IntendedUseWithdrawal[];
  readonly inForce: readonly Classification[];
  /** How many others there were. */
  readonly others: number;
}

export interface ReadFunctions {
  readonly read: ReadVersion;
  readonly functions: readonly ReadFunction[];
  readonly signed: ReadonlyMap<string, Look>;
}

export interface ReadClaims {
  readonly read: ReadVersion;
  readonly functions: readonly SoftwareFunction[];
  readonly claims: readonly RecordedClaim[];
  readonly evidence: readonly DescribedEvidence[];
  readonly traces: Traces;
  readonly signed: ReadonlyMap<string, Look>;
}

/** Reads the tabs of a version that go by function. Each is a handful of statements, however many functions there are. */
@Injectable()
export class FunctionTabs {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly frames: VersionFrames,
    private readonly evidence: EvidenceReader,
    private readonly looks: SignedLooks,
  ) {}

  async uses(versionId: string, reader: Reading): Promise<ReadFunctions> {
    const read = await this.frames.of(versionId, reader);
    const functions = await this.functions(read.version.modelId, versionId);
    const latest = functions.flatMap(({ uses }) => uses.slice(-1).map(({ id }) => id));
    return { read, functions, signed: await this.looks.of('intended-use', latest) };
  }

  async determinations(versionId: string, reader: Reading): Promise<ReadFunctions> {
    const read = await this.frames.of(versionId, reader);
    const functions = await this.functions(read.version.modelId, versionId);
    const held = functions.flatMap((one) => one.inForce.map(({ id }) => id));
    return { read, functions, signed: await this.looks.of('classification', held) };
  }

  /** The claims of every function with what stands behind each in this version. */
  async claims(versionId: string, reader: Reading): Promise<ReadClaims> {
    const read = await this.frames.of(versionId, reader);
    const { manager } = this.dataSource;
    const functions = await this.of(read.version.modelId);
    const told = functions.map(({ id, name, purpose, ...one }) => ({
      ...{ id, name, purpose, code: functionCode(one), intendedUse: null, classifications: [] },
    }));
    const evidence = await this.evidence.ofVersion(manager, versionId);
    const traces = await readTraces(manager, told, evidence);
    const ids = traces.claims.map(({ claim }) => claim.id);
    return {
      ...{ read, functions, evidence, traces, claims: recordedClaims(traces, told, evidence) },
      signed: await this.looks.of('claim', ids),
    };
  }

  private of(modelId: string): Promise<SoftwareFunction[]> {
    return this.dataSource.manager.find(SoftwareFunction, { where: { modelId }, order: { ordinal: 'ASC' } });
  }

  private async functions(modelId: string, versionId: string): Promise<ReadFunction[]> {
    const { manager } = this.dataSource;
    const functions = await this.of(modelId);
    const ids = functions.map(({ id }) => id);
    const uses = await manager.find(IntendedUse, { where: { functionId: In(ids) }, order: { revision: 'ASC' } });
    const useIds = In(uses.map(({ id }) => id));
    const withdrawals = await manager.findBy(IntendedUseWithdrawal, { intendedUseId: useIds });
    const decided = await classificationsOf(manager, ids);
    const over = await withdrawnClassifications(manager, decided);
    return functions.map((one) => {
      const own = decided.filter(({ functionId }) => functionId === one.id);
      const held = inForce(own, versionId, over);
      return {
        ...{ function: one, withdrawals, inForce: held, others: own.length - held.length },
        uses: uses.filter(({ functionId }) => functionId === one.id),
      };
    });
  }
}
