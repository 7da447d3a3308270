import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope, Within, WithinList } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { Does } from '../http/does';
import { AsOf } from '../http/as-of.dto';
import { IfMatch } from '../http/entity-tag';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { SubmissionLetters } from './submission-letters.service';
import { AddLetter, presentSubmission, RegisterSubmission, ReviseSubmission } from './submission.dto';
import { SUBMISSION_LIST } from './submission.list';
import { SubmissionQuery } from './submission-list.dto';
import { Submissions } from './submissions.service';
import { SubmissionAnswer } from './submission.answer';

@ApiTags('Submissions')
@Controller('api/v1/submissions')
export class SubmissionsController {
  constructor(
    private readonly submissions: Submissions,
    private readonly letters: SubmissionLetters,
    private readonly lists: ListAnswers,
  ) {}

  @Post()
  @May('submission:write')
  @Does('registerSubmission', 'Register a submission')
  @Answers(201, 'The submission', SubmissionAnswer)
  async register(@By() actor: Actor, @Body() input: RegisterSubmission) {
    return presentSubmission(await this.submissions.register(actor, input));
  }

  @Get()
  @May('record:read')
  @WithinList('submission')
  @Does('listSubmissions', 'List submissions')
  @AnswersList('submissions', SubmissionAnswer)
  list(@Query() query: SubmissionQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(SUBMISSION_LIST, { query, as, scope });
  }

  @Get(':id')
  @May('record:read')
  @Within('submission')
  @Does('getSubmission', 'Read a submission, now or as of a day')
  @Answers(200, 'The submission', SubmissionAnswer)
  async get(@Id() id: string, @Query() { asOf }: AsOf) {
    return presentSubmission(await this.submissions.get(id, asOf));
  }

  @Patch(':id')
  @May('submission:write')
  @Does('reviseSubmission', 'Revise a submission')
  @Answers(200, 'The submission as it is now', SubmissionAnswer)
  async revise(@By() actor: Actor, @Id() id: string, @IfMatch() revision: number, @Body() input: ReviseSubmission) {
    return presentSubmission(await this.submissions.revise(actor, { id, revision }, input));
  }

  @Post(':id/letters')
  @May('submission:write')
  @Does('addSubmissionLetter', 'Add a letter to a submission')
  @Answers(201, 'The submission with the letter', SubmissionAnswer)
  async addLetter(@By() actor: Actor, @Id() id: string, @Body() input: AddLetter) {
    return presentSubmission(await this.letters.add(actor, id, input));
  }
}
