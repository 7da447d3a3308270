import { Injectable } from '@nestjs/common';
import { SeeOther } from '../../http/pages/see-other';
import { Jobs } from '../../jobs/jobs.service';
import { type ListAsk, ListPages } from '../../lists/list-pages.service';
import { mayDo } from '../../lists/present-list';
import { JOB_LIST_PAGE, type JobListQuery } from './job-list-page';
import { taskWords } from './job-words';

/** The list of jobs, with the tasks that whoever may can have run now. */
@Injectable()
export class ListedJobs {
  constructor(
    private readonly pages: ListPages,
    private readonly jobs: Jobs,
  ) {}

  async show(query: JobListQuery, ask: ListAsk) {
    const list = await this.pages.show(JOB_LIST_PAGE, query, ask);
    if (list instanceof SeeOther) return list;
    const tasks = this.jobs.scheduled.map((name) => ({ name, text: taskWords(name) }));
    return { ...list, tasks: mayDo(ask.roles, 'job:run') ? tasks : [] };
  }
}
