import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';

/** What somebody may do, as `noun:verb`. Every route declares one, or that it is for everybody. */
export type Permission =
  | 'record:read'
  | 'organization:write'
  | 'model:write'
  | 'version:write'
  | 'version:transition'
  | 'labeling:record'
  | 'submission:write'
  | 'function:write'
  | 'intended-use:state'
  | 'claim:state'
  | 'file:store'
  | 'evidence:record'
  | 'classification:decide'
  | 'dossier:issue'
  | 'retention:set'
  | 'hold:place'
  | 'hold:release'
  | 'disposal:request'
  | 'disposal:decide'
  | 'draft:keep'
  | 'job:read'
  | 'job:run'
  | 'audit-trail:read';

export const PERMISSION = 'predicate:permission';
export const EVERYBODY = 'everybody';

/** Declares what a caller needs to be allowed for this route. */
export const May = (permission: Permission): MethodDecorator =>
  applyDecorators(SetMetadata(PERMISSION, permission), ApiBearerAuth());

/** Declares a route that needs nobody to be known: it stores nothing and tells nothing of the record. */
export const ForEverybody = (): MethodDecorator => SetMetadata(PERMISSION, EVERYBODY);
