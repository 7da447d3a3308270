import { Injectable } from '@nestjs/common';
import { In, Like } from 'typeorm';
import { Person } from '../../access/people/person.entity';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Classification } from '../../classification/classification.entity';
import { classificationsOf, withdrawnClassifications } from '../../classification/in-force';
import { Comment } from '../../comments/comment.entity';
import { CommentThread } from '../../comments/comment-thread.entity';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Refusal } from '../../kernel/refusal';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';

/** What is asked of a colleague about a fact that is still to be stated hangs on the function, under this field. */
export const FACT_FIELD = '/classification/facts/';
const MOST_VERSIONS = 50;
const MOST_EVIDENCE = 30;
const MOST_PEOPLE = 200;

const EVIDENCE = `
  SELECT 'EV-' || lpad(e.number::text, greatest(4, length(e.number::text)), '0') AS code, e.title, e.id
  FROM evidence e JOIN model_version v ON v.id = e.version_id
  WHERE v.model_id = $1 AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = e.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = e.id)
  ORDER BY e.number DESC LIMIT ${MOST_EVIDENCE}`;

const COLLEAGUES = `
  SELECT p.id, p.printed_name AS "printedName" FROM person p
  WHERE p.state = 'active' AND p.id <> $1 AND EXISTS (
    SELECT FROM role_assignment r WHERE r.person_id = p.id AND r.ended_at IS NULL
      AND r.role IN ('specialist', 'contributor', 'reviewer', 'approver', 'quality-lead'))
  ORDER BY p.printed_name LIMIT ${MOST_PEOPLE}`;

/** The function that is classified, and what it is for. */
export interface Ground {
  readonly one: SoftwareFunction;
  readonly model: Model;
  /** Null where nothing is stated, or it was withdrawn. */
  readonly use: IntendedUse | null;
}

/** What was asked about a fact, and all that was said to it. */
export interface Asked {
  readonly thread: CommentThread;
  readonly fact: string;
  readonly askedOf: readonly string[];
  readonly comments: readonly Comment[];
}

export type Named = Pick<Person, 'id' | 'printedName'>;
export interface NamedEvidence {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** Reads what a classification is made on. */
@Injectable()
export class ClassificationGround {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(functionId: string): Promise<Ground> {
    const { manager } = this.unitOfWork;
    const one = await manager.findOneBy(SoftwareFunction, { id: functionId });
    if (one === null) throw Refusal.notFound(`Function ${functionId}`);
    const model = await manager.findOneByOrFail(Model, { id: one.modelId });
    const latest = await manager.findOne(IntendedUse, { where: { functionId }, order: { revision: 'DESC' } });
    const isOver = latest !== null && (await manager.existsBy(IntendedUseWithdrawal, { intendedUseId: latest.id }));
    return { one, model, use: isOver ? null : latest };
  }

  versions(modelId: string): Promise<ModelVersion[]> {
    const where = { modelId };
    return this.unitOfWork.manager.find(ModelVersion, { where, order: { createdAt: 'DESC' }, take: MOST_VERSIONS });
  }

  /** The decisions that hold, the newest first. */
  async standing(functionId: string): Promise<Classification[]> {
    const { manager } = this.unitOfWork;
    const all = await classificationsOf(manager, [functionId]);
    const withdrawn = await withdrawnClassifications(manager, all);
    const superseded = new Set(all.map(({ supersedesId }) => supersedesId));
    return all.filter(({ id }) => !superseded.has(id) && !withdrawn.has(id)).reverse();
  }

  decision(id: string): Promise<Classification | null> {
    return this.unitOfWork.manager.findOneBy(Classification, { id });
  }

  async asked(functionId: string): Promise<Asked[]> {
    const { manager } = this.unitOfWork;
    const where = { recordType: 'software_function' as const, recordId: functionId, field: Like(`${FACT_FIELD}%`) };
    const threads = await manager.find(CommentThread, { where, order: { id: 'ASC' } });
    if (threads.length === 0) return [];
    const threadId = In(threads.map(({ id }) => id));
    const comments = await manager.find(Comment, { where: { threadId }, order: { number: 'ASC' } });
    const people = await manager.findBy(Person, { id: In(threads.flatMap(({ askedOf }) => askedOf)) });
    return threads.map((thread) => ({
      ...{ thread, fact: (thread.field ?? '').slice(FACT_FIELD.length) },
      askedOf: thread.askedOf.flatMap((id) => people.find((one) => one.id === id)?.printedName ?? []),
      comments: comments.filter((one) => one.threadId === thread.id),
    }));
  }

  evidence(modelId: string): Promise<NamedEvidence[]> {
    return this.unitOfWork.manager.query(EVIDENCE, [modelId]);
  }

  colleagues(personId: string): Promise<Named[]> {
    return this.unitOfWork.manager.query(COLLEAGUES, [personId]);
  }
}
