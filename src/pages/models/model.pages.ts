import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../../access/may';
import { ByReader, type Reading } from '../../access/reading';
import { Within } from '../../access/within';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { presentModelPage } from './model-page';
import { ModelReader } from './model-reader.service';

/** A model, for people; its page reads from several rooms. */
@Controller('models')
export class ModelPages {
  constructor(private readonly models: ModelReader) {}

  @Get(':id')
  @May('record:read')
  @Within('model')
  @Does('showModel', 'Show a model with its versions')
  @Page('models/model')
  async one(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentModelPage(await this.models.of(id, reader, asOf));
  }
}
