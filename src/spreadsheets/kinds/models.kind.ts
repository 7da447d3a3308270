import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { RegisterModel } from '../../models/model.dto';
import { Model } from '../../models/model.entity';
import { Models } from '../../models/models.service';
import type { Draft } from '../draft';
import { directoryOf, textsIn } from '../register';
import type { Row } from '../table.rules';
import type { Drafting, Kind } from './kind';
import { draftModel, MODEL_COLUMNS } from './models.rules';

/** Models, found by id or by name. */
@Injectable()
export class ModelRows implements Kind {
  readonly name = 'models';
  readonly columns = MODEL_COLUMNS;
  readonly rules = RegisterModel;
  readonly columnOf = {};

  constructor(private readonly models: Models) {}

  async known(read: EntityManager, rows: readonly Row[]): Promise<Drafting> {
    const known = await directoryOf(read, Model, textsIn(rows, 'id', 'name'));
    return (row) => draftModel(row, known);
  }

  write(actor: Actor, { record, input }: Draft, reason: string): Promise<Model> {
    const said = input as unknown as RegisterModel;
    if (record === null) return this.models.register(actor, { ...said, reason });
    const { name, description } = said;
    return this.models.revise(actor, record, { name, description, reason });
  }
}
