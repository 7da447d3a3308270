import { queryOf } from '../http/list-query';
import { JOB_LIST } from './job.list';

export class JobQuery extends queryOf(JOB_LIST) {}
