import { Controller, Get, Query } from '@nestjs/common';
import { May } from '../../access/may';
import { ByReader, type Reading } from '../../access/reading';
import { Within } from '../../access/within';
import { AsOf } from '../../http/as-of.dto';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { Id } from '../../http/parameters';
import { presentClassificationPage } from './classification-page';
import { ClassificationRecords } from './classification-reader.service';
import { presentEvidencePage } from './evidence-page';
import { EvidenceRecords } from './evidence-reader.service';

/** Evidence and determinations, each on a page of its own. */
@Controller()
export class ProofRecordPages {
  constructor(
    private readonly evidence: EvidenceRecords,
    private readonly classifications: ClassificationRecords,
  ) {}

  @Get('evidence/:id')
  @May('record:read')
  @Within('evidence')
  @Does('showEvidenceRecord', 'Show a piece of evidence with its figures and files')
  @Page('records/evidence')
  async one(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentEvidencePage(await this.evidence.of(id, reader, asOf));
  }

  @Get('classifications/:id')
  @May('record:read')
  @Within('classification')
  @Does('showClassification', 'Show a determination as a memo')
  @Page('records/classification')
  async memo(@Id() id: string, @ByReader() reader: Reading, @Query() { asOf }: AsOf) {
    return presentClassificationPage(await this.classifications.of(id, reader, asOf));
  }
}
