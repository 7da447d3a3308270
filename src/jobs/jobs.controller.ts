import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../access/by';
import { May } from '../access/may';
import { ReaderScope } from '../access/within';
import type { Scope } from '../database/scope';
import { Answers, AnswersList } from '../http/answers';
import { MayBecause } from '../http/because.dto';
import { Does } from '../http/does';
import { ListAnswers } from '../http/list-answers';
import { As, type FormatName } from '../http/list-format';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { JobAnswer } from './job.answer';
import { presentJob, RunTask } from './job.dto';
import { JOB_LIST } from './job.list';
import { JobQuery } from './job-list.dto';
import { Jobs } from './jobs.service';

@ApiTags('Service')
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    private readonly lists: ListAnswers,
  ) {}

  @Get()
  @May('job:read')
  @Does('listJobs', 'List background work')
  @AnswersList('jobs, those asked for first before the others unless it is said otherwise', JobAnswer)
  list(@Query() query: JobQuery, @As() as: FormatName, @ReaderScope() scope: Scope | null) {
    return this.lists.answer(JOB_LIST, { query, as, scope });
  }

  @Post()
  @May('job:run')
  @Does('runTask', 'Run a scheduled task now')
  @Answers(202, 'The job that was asked for', JobAnswer)
  async run(@By() actor: Actor, @Body() { task }: RunTask) {
    return presentJob(await this.jobs.runNow(task, actor.name));
  }

  @Get(':id')
  @May('job:read')
  @Does('getJob', 'Read what became of a job')
  @Answers(200, 'The job as it stands', JobAnswer)
  async get(@Id() id: string) {
    return presentJob(await this.jobs.get(id));
  }

  @Post(':id/retry')
  @May('job:run')
  @Does('retryJob', 'Try a dead job again')
  @Answers(202, 'The job, which waits for its turn', JobAnswer)
  async retry(@By() actor: Actor, @Id() id: string, @Body() { reason }: MayBecause) {
    return presentJob(await this.jobs.retry(id, actor.name, reason));
  }
}
