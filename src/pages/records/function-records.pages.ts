import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../../access/may';
import { ByReader, type Reading } from '../../access/reading';
import { Within } from '../../access/within';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { presentClaimPage } from './claim-page';
import { presentFunctionPage } from './function-page';
import { FunctionRecords } from './function-readers.service';
import { presentUsePage } from './use-page';

/** Functions, what they are for, and what is claimed of them, each on a page of its own. */
@Controller()
export class FunctionRecordPages {
  constructor(private readonly records: FunctionRecords) {}

  @Get('functions/:id')
  @May('record:read')
  @Within('software_function')
  @Does('showFunction', 'Show a function with what is said of it')
  @Page('records/function')
  async function(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentFunctionPage(await this.records.one(id, reader, asOf));
  }

  @Get('intended-uses/:id')
  @May('record:read')
  @Within('intended_use')
  @Does('showIntendedUse', 'Show what a function is for')
  @Page('records/intended-use')
  async use(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentUsePage(await this.records.use(id, reader, asOf));
  }

  @Get('claims/:id')
  @May('record:read')
  @Within('claim')
  @Does('showClaim', 'Show a claim and whether it holds')
  @Page('records/claim')
  async claim(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentClaimPage(await this.records.claim(id, reader, asOf));
  }
}
