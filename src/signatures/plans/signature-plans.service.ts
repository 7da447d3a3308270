import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import type { Actor } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/refusal';
import { BASELINE, type Process, PROCESSES, refusedPlan, type Step } from '../process/steps.rules';
import type { StatePlan } from './signature-plan.dto';
import { SignaturePlan } from './signature-plan.entity';
import type { Reads } from '../signables/to-sign';

/** The steps that hold for a process, and which edition of a plan says so; null where the house's own hold. */
export interface PlanInForce {
  readonly process: Process;
  readonly steps: readonly Step[];
  readonly plan: SignaturePlan | null;
}

/** By which steps each kind of record is signed (21 CFR 11.10(f)): the house's, or what the organization made of them. */
@Injectable()
export class SignaturePlans {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What holds from now on. What was gathered before counts where its step, meaning and role are asked for still. */
  async state(actor: Actor, { process, steps, reason }: StatePlan): Promise<PlanInForce> {
    const asked = steps.map(({ step, meaning, role, minimum }) => ({ step, meaning, role, minimum }));
    const refused = refusedPlan(process, asked);
    if (refused !== null) throw Refusal.validation([{ pointer: '/steps', detail: refused }]);
    const plan = await this.auditTrail.record(actor, 'signature-plan.stated', { reason }, async (tx) => {
      const edition = (await tx.read.count(SignaturePlan, { where: { process } })) + 1;
      const by = { reason, statedBy: actor.name, statedAt: this.clock.now() };
      return tx.insert(SignaturePlan, { id: newId(), process, edition, steps: asked, ...by });
    });
    return { process, steps: plan.steps, plan };
  }

  async of(read: Reads, process: Process): Promise<PlanInForce> {
    const [plan] = await this.ofMany(read, [process]);
    return plan;
  }

  /** What holds for each process, in their order. */
  async ofMany(read: Reads, processes: readonly Process[]): Promise<PlanInForce[]> {
    const where = { process: In([...processes]) };
    const stated = await read.find(SignaturePlan, { where, order: { edition: 'DESC' } });
    return processes.map((process) => {
      const plan = stated.find((one) => one.process === process) ?? null;
      return { process, steps: plan?.steps ?? BASELINE[process], plan };
    });
  }

  /** What holds for the process of that name. Refuses as `not-found` what is none. */
  named(name: string): Promise<PlanInForce> {
    const process = PROCESSES.find((one) => one === name);
    if (process === undefined) throw Refusal.notFound(`The process ${name.slice(0, 40)}`);
    return this.of(this.unitOfWork.manager, process);
  }

  /** Every process with what holds for it. */
  all(): Promise<PlanInForce[]> {
    return this.ofMany(this.unitOfWork.manager, PROCESSES);
  }
}
