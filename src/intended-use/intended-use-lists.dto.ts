import { queryOf } from '../http/list-query';
import { CLAIM_LIST } from './claim.list';
import { FUNCTION_LIST } from './function.list';
import { INTENDED_USE_LIST } from './intended-use.list';

export class FunctionQuery extends queryOf(FUNCTION_LIST) {}
export class ModelFunctionQuery extends queryOf(FUNCTION_LIST, 'modelId') {}
export class IntendedUseQuery extends queryOf(INTENDED_USE_LIST) {}
export class FunctionIntendedUseQuery extends queryOf(INTENDED_USE_LIST, 'functionId') {}
export class ClaimQuery extends queryOf(CLAIM_LIST) {}
export class FunctionClaimQuery extends queryOf(CLAIM_LIST, 'functionId') {}
