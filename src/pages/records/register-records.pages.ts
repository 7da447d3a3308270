import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../../access/may';
import { ByReader, type Reading } from '../../access/reading';
import { Within } from '../../access/within';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { presentOrganizationPage, presentSubmissionPage } from './register-page';
import { RegisterRecords } from './register-readers.service';

/** Organizations and submissions, each on a page of its own. */
@Controller()
export class RegisterRecordPages {
  constructor(private readonly records: RegisterRecords) {}

  @Get('organizations/:id')
  @May('record:read')
  @Within('organization')
  @Does('showOrganization', 'Show an organization and what it answers for')
  @Page('records/organization')
  async organization(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentOrganizationPage(await this.records.organization(id, reader, asOf));
  }

  @Get('submissions/:id')
  @May('record:read')
  @Within('submission')
  @Does('showSubmission', 'Show a submission with its letters and what it covers')
  @Page('records/submission')
  async submission(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentSubmissionPage(await this.records.submission(id, reader, asOf));
  }
}
