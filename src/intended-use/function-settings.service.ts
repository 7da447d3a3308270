import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Records } from '../audit-trail/records';
import type { Setting, Stands } from '../http/pages/forms/drawn-form';
import { Model } from '../models/model.entity';
import { claimCode } from './claim.dto';
import { Claims } from './claims.service';
import { functionCode, intendedUseCode } from './intended-use.dto';
import { IntendedUse } from './intended-use.entity';
import { SoftwareFunction } from './software-function.entity';

/** What stands around the forms of functions, of what they are for and of what is claimed of them. */
@Injectable()
export class FunctionSettings {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
    private readonly claims: Claims,
  ) {}

  /** Of a new function of a model. */
  async adding(modelId: string): Promise<Setting> {
    const { notice, crumbs } = this.ofModel(await this.records.get(Model, modelId));
    return { title: 'Add a function', crumbs, notice };
  }

  /** Of the next statement of what a function is for; it begins with the one before. */
  async stating(functionId: string): Promise<Setting> {
    const { notice, crumbs, code } = await this.ofFunction(functionId);
    const latest = await this.dataSource.manager.findOne(IntendedUse, {
      where: { functionId },
      order: { revision: 'DESC' },
    });
    const stands: Stands = {
      ...{ record: latest ?? {}, revision: latest?.revision ?? 0 },
      ...{ by: latest?.statedBy ?? 'Somebody', at: latest?.statedAt ?? new Date(0) },
    };
    const title = latest === null ? `State what ${code} is for` : `State anew what ${code} is for`;
    return { title, crumbs, notice, stands };
  }

  /** Of a new claim of a function. */
  async claiming(functionId: string): Promise<Setting> {
    const { notice, crumbs, code } = await this.ofFunction(functionId);
    return {
      ...{ title: `State a claim of ${code}`, crumbs, notice, start: { comparator: '>=' } },
      notes: [
        {
          heading: 'What a good claim says',
          text: 'What is achieved, on whom, on how many, and from which value on it counts as shown; before the run.',
          cite: 'FDA-2022-D-2628 App. A',
        },
      ],
    };
  }

  /** Of a claim that is said anew. */
  async revising(claimId: string): Promise<Setting> {
    const { claim, current } = await this.claims.get(claimId);
    const { notice, crumbs } = await this.ofFunction(claim.functionId);
    const { revision, statedBy: by, statedAt: at } = current;
    const code = claimCode(claim);
    return {
      ...{ title: `Revise ${code}`, notice, stands: { record: current, revision, by, at } },
      crumbs: [...crumbs, { href: `/claims/${claimId}`, name: code }],
    };
  }

  /** Of a claim that nobody stands behind any more. */
  async withdrawingClaim(claimId: string): Promise<Setting> {
    const { claim } = await this.claims.get(claimId);
    const { notice, crumbs } = await this.ofFunction(claim.functionId);
    const code = claimCode(claim);
    return { title: `Withdraw ${code}`, crumbs: [...crumbs, { href: `/claims/${claimId}`, name: code }], notice };
  }

  /** Of an intended use that holds no more. */
  async withdrawing(id: string): Promise<Setting> {
    const intendedUse = await this.records.get(IntendedUse, id);
    const { notice, crumbs, owner } = await this.ofFunction(intendedUse.functionId);
    const name = intendedUseCode(owner, intendedUse);
    return { title: `Withdraw ${name}`, crumbs: [...crumbs, { href: `/intended-uses/${id}`, name }], notice };
  }

  private async ofFunction(id: string) {
    const owner = await this.records.get(SoftwareFunction, id);
    const { notice, crumbs } = this.ofModel(await this.records.get(Model, owner.modelId));
    const code = functionCode(owner);
    return { owner, code, notice, crumbs: [...crumbs, { href: `/functions/${id}`, name: `${code} ${owner.name}` }] };
  }

  private ofModel({ id, name, illustrative: notice }: Model) {
    const crumbs = [
      { href: '/models', name: 'Models' },
      { href: `/models/${id}`, name },
    ];
    return { notice, crumbs };
  }
}
