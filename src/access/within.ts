import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Scope, ScopedTable } from '../database/scope';
import type { ActingRequest } from './access.guard';

/**
 * Of which records a route tells, as far as it decides what an auditor is shown of it: of the record whose id or digest
 * is in the path; of records that the request names with their table (`type`); of records that its query may name, and
 * of a list where it names none; of rows that are picked by what the reader was given; or of no record at all.
 */
export type Reach =
  | { readonly of: 'record'; readonly table: ScopedTable; readonly by: 'id' | 'sha256' }
  | { readonly of: 'named'; readonly ids: readonly string[] }
  | { readonly of: 'asked'; readonly named: AskedRecords }
  | { readonly of: 'list'; readonly table: ScopedTable | null }
  | { readonly of: 'nothing' };

/** Records by the parameter that holds their id: each of a table, or of the one that another parameter names. */
export type AskedRecords = Readonly<Record<string, ScopedTable | { readonly in: string }>>;

export const REACH = 'predicate:reach';

/** The description of the API has it as `x-auditors`; a route that declares none is closed to them. */
const declared = (reach: Reach): MethodDecorator =>
  applyDecorators(SetMetadata(REACH, reach), ApiExtension('x-auditors', reach.of));

/** Declares a route that tells of one record and of what belongs to it: the row whose key is in the path. */
export const Within = (table: ScopedTable, by: 'id' | 'sha256' = 'id'): MethodDecorator =>
  declared({ of: 'record', table, by });

/** Declares a route that tells of records of the table in `type`, with their ids in the path or query by these names. */
export const WithinNamed = (...ids: string[]): MethodDecorator => declared({ of: 'named', ids });

/** Declares a route that tells of the records that its query names, each by its parameter, and of a list without them. */
export const WithinAsked = (named: AskedRecords): MethodDecorator => declared({ of: 'asked', named });

/** Declares a list, whose rows are picked by the reader's scope; of several tables when none is named. */
export const WithinList = (table: ScopedTable | null = null): MethodDecorator => declared({ of: 'list', table });

/** Declares a route that is the same whatever is in the record: published rules, and hashes that tell nothing. */
export const TellsOfNone = (): MethodDecorator => declared({ of: 'nothing' });

/** What of the record the reader was given, as the guard found out; null for who reads all of it. */
export const ReaderScope = createParamDecorator((_: unknown, context: ExecutionContext): Scope | null => {
  const { scope } = context.switchToHttp().getRequest<ActingRequest>();
  if (scope === undefined) throw new Error('A route for everybody, or about oneself, has no reader');
  return scope;
});
