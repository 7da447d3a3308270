import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Authority } from '../../access/delegations/authority';
import type { Role } from '../../access/policy/roles';
import type { RecordType } from '../../comments/comment-thread.entity';
import { CommentedRecords } from '../../comments/commented-records';
import { askKept } from '../../database/kept-plans';
import { BringsWork, type Waiting, type WorkItem, type WorkKind, type WorkSource } from '../../work/work-source';
import { PROCESSES, type Process } from '../process/steps.rules';
import { Signables } from '../signables/signables';
import { returnedSql, toSignSql } from './waiting-sql';

/** One record that waits, as the database finds it; `total` is how many there are. */
interface Found {
  readonly process: Process;
  readonly id: string;
  readonly step: number;
  readonly meaning: string;
  readonly role: Role;
  readonly forId: string | null;
  readonly forName: string | null;
  readonly since: Date;
  readonly text?: string;
  readonly total: number;
}

/**
 * What a person may sign now, himself or as a substitute, and what he wrote that somebody rejected. What is asked of a
 * record may still hold its approval back: who wants to sign it is told then.
 */
@BringsWork()
@Injectable()
export class SignatureWork implements WorkSource {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly signables: Signables,
    private readonly authority: Authority,
    private readonly commented: CommentedRecords,
  ) {}

  async of(personId: string, _roles: readonly Role[], most: number): Promise<Waiting> {
    const { all } = this.signables;
    const toSign = await this.toSign(personId, most);
    const returned = await this.ask('work returned', returnedSql(all), [personId, most]);
    const [reviews, others] = [toSign.filter(isReview), toSign.filter((one) => !isReview(one))];
    return {
      items: [
        ...(await this.items('signature', others)),
        ...(await this.items('review', reviews)),
        ...(await this.items('returned', returned)),
      ],
      counts: { signature: totalOf(others), review: totalOf(reviews), returned: totalOf(returned) },
    };
  }

  private async toSign(personId: string, most: number): Promise<Found[]> {
    const held = await this.authority.of(personId);
    if (held.length === 0) return [];
    return this.ask('work to sign', toSignSql(this.signables.all), [
      personId,
      held.map(({ role }) => role),
      held.map(({ onBehalfOf }) => onBehalfOf?.id ?? null),
      held.map(({ onBehalfOf }) => onBehalfOf?.printedName ?? null),
      PROCESSES,
      most,
    ]);
  }

  private ask(name: string, text: string, values: readonly unknown[]): Promise<Found[]> {
    return askKept<Found>(this.dataSource, { name, text, values });
  }

  private async items(kind: WorkKind, found: readonly Found[]): Promise<WorkItem[]> {
    const records = await this.commented.cited(
      this.dataSource.manager,
      found.map(({ process, id }) => ({ recordType: this.typeOf(process), recordId: id })),
    );
    return found.flatMap((one) => {
      const record = records.get(one.id);
      return record === undefined ? [] : [{ ...itemOf(kind, one), record }];
    });
  }

  private typeOf(process: Process): RecordType {
    return this.signables.of(process).rows.type;
  }
}

const isReview = ({ meaning }: Found): boolean => meaning === 'review';

const totalOf = ([first]: readonly Found[]): number => first?.total ?? 0;

function itemOf(kind: WorkKind, { process, id, step, meaning, role, since, text, ...one }: Found) {
  const onBehalfOf = one.forId === null ? null : { id: one.forId, printedName: one.forName ?? '' };
  const stead = onBehalfOf === null ? '' : ` for ${onBehalfOf.printedName}`;
  return {
    ...{ kind, since, text: text ?? `${meaning} as ${role}${stead}, step ${step} of ${process}` },
    ...{ signing: { process, step, meaning, role, onBehalfOf }, dueOn: null },
    href: `/api/v1/signings?process=${process}&recordId=${id}`,
  };
}
