import { queryOf } from '../http/list-query';
import { SUBMISSION_LIST } from './submission.list';

export class SubmissionQuery extends queryOf(SUBMISSION_LIST) {}
