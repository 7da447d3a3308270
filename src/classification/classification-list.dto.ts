import { queryOf } from '../http/list-query';
import { CLASSIFICATION_LIST } from './classification.list';

export class ClassificationQuery extends queryOf(CLASSIFICATION_LIST) {}
export class FunctionClassificationQuery extends queryOf(CLASSIFICATION_LIST, 'functionId') {}
