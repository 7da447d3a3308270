import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditTrail } from '../audit-trail/audit-trail.service';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import type { DescribedRule, LengthenRetention } from './retention.dto';
import { RetentionPeriod, RetentionRule } from './retention-rule.entity';

/** Rules with the periods that the organization has set, the first one first. */
export async function describeRules(
  read: Pick<EntityManager, 'find'>,
  rules: readonly RetentionRule[],
): Promise<DescribedRule[]> {
  const where = { ruleId: In(rules.map(({ id }) => id)) };
  const periods = await read.find(RetentionPeriod, { where, order: { months: 'ASC' } });
  return rules.map((rule) => ({ rule, periods: periods.filter(({ ruleId }) => ruleId === rule.id) }));
}

/** How long each kind of record is kept. */
@Injectable()
export class RetentionRules {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The rule as it is, or with the periods that were set by that instant. */
  async get(id: string, asOf?: Date): Promise<DescribedRule> {
    const [described] = await this.found(this.dataSource.manager, id);
    return { ...described, periods: described.periods.filter(({ setAt }) => asOf === undefined || setAt <= asOf) };
  }

  /** Makes a period longer. It is never made shorter, so that nobody makes room by a rule; a second one is set on top. */
  lengthen(actor: Actor, id: string, { months, reason }: LengthenRetention): Promise<DescribedRule> {
    return this.auditTrail.record(actor, 'retention.lengthened', { reason }, async (tx) => {
      const [{ rule, periods }] = await this.found(tx.read, id);
      const current = Math.max(rule.months ?? Infinity, ...periods.map((one) => one.months));
      if (rule.months === null) throw Refusal.invalidState(`What is kept as ${rule.kind} is kept for ever`);
      if (months <= current) {
        const detail = `must be more than the ${current} months that hold: a period is lengthened and never shortened`;
        throw Refusal.validation([{ pointer: '/months', detail }]);
      }
      tx.about(RetentionRule, id);
      const set = { reason, setBy: actor.name, setAt: this.clock.now() };
      const period = await tx.insert(RetentionPeriod, { id: newId(), ruleId: id, months, ...set });
      return { rule, periods: [...periods, period] };
    });
  }

  private async found(read: Pick<EntityManager, 'find'>, id: string): Promise<DescribedRule[]> {
    const rules = await read.find(RetentionRule, { where: { id } });
    if (rules.length === 0) throw Refusal.notFound(`RetentionRule ${id}`);
    return describeRules(read, rules);
  }
}
