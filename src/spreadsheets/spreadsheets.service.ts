import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { Snapshot } from '../database/snapshot';
import type { Actor } from '../kernel/actor';
import { Refusal } from '../kernel/refusal';
import { refuseUnfit, toWrite } from './fitness.rules';
import { type Kind, type KindName, KINDS, type Kinds } from './kinds/kind';
import type { Plan, PlannedLine, Verdict } from './plan';
import { planOf } from './planning';
import type { SentFile } from './read-sheet';

const CHECKED_AT_ONCE = 100;
/** The longest that a transaction waits for its plan; ten thousand rows take a few seconds, more on a busy machine. */
const PLANNING_TAKES = '60s';

/** A plan that somebody has seen, and why it is carried out. */
export interface Agreed {
  readonly plan: string;
  readonly reason: string;
}

/** One record that a row became. */
export interface Written {
  readonly row: number;
  readonly verdict: Verdict;
  readonly id: string;
}

/** Brings spreadsheets into the record: first as a plan that writes nothing, then that same plan or nothing. */
@Injectable()
export class Spreadsheets {
  constructor(
    @Inject(KINDS) private readonly kinds: Kinds,
    private readonly snapshot: Snapshot,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What would become of every row. */
  plan(kind: KindName, file: SentFile): Promise<Plan> {
    return planOf(this.kinds[kind], file, (reads) => this.snapshot.read(reads));
  }

  /**
   * Writes every new and changed row in the one transaction of the request, each through its own service and with its
   * own event. The plan is made again inside of it; when it is not the one that was seen, or refuses a row, nothing is.
   */
  async apply(
    actor: Actor,
    kind: KindName,
    file: SentFile,
    agreed: Agreed,
  ): Promise<{ plan: Plan; written: Written[] }> {
    const plan = await planOf(this.kinds[kind], file, (reads) => this.alone(reads));
    refuseUnfit(plan, agreed.plan);
    const written: Written[] = [];
    for (const line of toWrite(plan)) {
      written.push(await this.write(actor, this.kinds[kind], line, agreed.reason));
      // At the end it would be one statement, which takes longer than a statement may.
      if (written.length % CHECKED_AT_ONCE === 0) await this.unitOfWork.settle();
    }
    return { plan, written };
  }

  /** Files are applied one after another, so that no two of them are planned on the same state and both written. */
  private alone<T>(reads: (read: EntityManager) => Promise<T>): Promise<T> {
    return this.unitOfWork.write(async (manager) => {
      await manager.query(`SET LOCAL idle_in_transaction_session_timeout = '${PLANNING_TAKES}'`);
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['predicate/spreadsheets']);
      return reads(manager);
    });
  }

  /** Somebody may have been quicker since the plan was made: then the row is named, and nothing of the file stays. */
  private async write(actor: Actor, kind: Kind, { draft, verdict }: PlannedLine, reason: string): Promise<Written> {
    try {
      const { id } = await kind.write(actor, draft, reason);
      return { row: draft.row, verdict, id };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const detail = `Row ${draft.row}: ${error.detail}. Nothing was written`;
      throw new Refusal(error.type, detail, error.errors, error.headers);
    }
  }
}
