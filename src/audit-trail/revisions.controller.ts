import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { May } from '../access/may';
import { WithinNamed } from '../access/within';
import { AnswersAll } from '../http/answers';
import { Does } from '../http/does';
import { Id } from '../http/parameters';
import { Differences } from './differences.service';
import { presentRevision, RecordPair, RevisionPair } from './revision.dto';
import { FieldDifferenceAnswer, RecordRevisionAnswer } from './revision.answer';

@ApiTags('Trail')
@Controller('api/v1')
export class RevisionsController {
  constructor(private readonly differences: Differences) {}

  @Get('records/:type/:id/revisions')
  @May('record:read')
  @WithinNamed('id')
  @Does('listRevisions', 'List every state of an edited record')
  @AnswersAll('Every state of an edited record, the first one first', RecordRevisionAnswer)
  async revisions(@Param('type') type: string, @Id() id: string) {
    return { items: (await this.differences.revisions(type, id)).map(presentRevision), next: null };
  }

  @Get('records/:type/:id/difference')
  @May('record:read')
  @WithinNamed('id')
  @Does('compareRevisions', 'Compare two revisions of an edited record')
  @AnswersAll('What differs between two revisions, by field and by word', FieldDifferenceAnswer)
  async between(@Param('type') type: string, @Id() id: string, @Query() { from, to }: RevisionPair) {
    return { items: await this.differences.between({ type, id }, from, to), next: null };
  }

  @Get('differences')
  @May('record:read')
  @WithinNamed('from', 'to')
  @Does('compareRecords', 'Compare two records of one kind')
  @AnswersAll('What differs between two records of one kind, by field and by word', FieldDifferenceAnswer)
  async ofRecords(@Query() { type, from, to }: RecordPair) {
    return { items: await this.differences.ofRecords(type, from, to), next: null };
  }
}
