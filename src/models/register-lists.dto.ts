import { queryOf } from '../http/list-query';
import { MODEL_LIST } from './model.list';
import { ORGANIZATION_LIST } from './organization.list';
import { VERSION_LIST } from './version.list';

export class OrganizationQuery extends queryOf(ORGANIZATION_LIST) {}
export class ModelQuery extends queryOf(MODEL_LIST) {}
export class VersionQuery extends queryOf(VERSION_LIST) {}
export class ModelVersionQuery extends queryOf(VERSION_LIST, 'modelId') {}
