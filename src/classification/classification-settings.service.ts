import { Injectable } from '@nestjs/common';
import { Records } from '../audit-trail/records';
import type { Setting } from '../http/pages/forms/drawn-form';
import { functionCode } from '../intended-use/intended-use.dto';
import { SoftwareFunction } from '../intended-use/software-function.entity';
import { Model } from '../models/model.entity';
import { classificationCode } from './classification.dto';
import { Classification } from './classification.entity';

/** What stands around the forms of determinations. */
@Injectable()
export class ClassificationSettings {
  constructor(private readonly records: Records) {}

  async withdrawing(id: string): Promise<Setting> {
    const classification = await this.records.get(Classification, id);
    const owner = await this.records.get(SoftwareFunction, classification.functionId);
    const model = await this.records.get(Model, owner.modelId);
    const name = classificationCode(classification);
    return {
      ...{ title: `Withdraw ${name}`, notice: model.illustrative },
      crumbs: [
        { href: '/models', name: 'Models' },
        { href: `/models/${model.id}`, name: model.name },
        { href: `/functions/${owner.id}`, name: `${functionCode(owner)} ${owner.name}` },
        { href: `/classifications/${id}`, name },
      ],
      notes: [
        {
          heading: 'What it brings about',
          text: 'The function is not classified any more until it is decided anew; the memo stays readable, marked as withdrawn.',
        },
      ],
    };
  }
}
