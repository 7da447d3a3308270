import { QueryFailedError } from 'typeorm';
import { scrubber } from '../../src/observability/scrub';
import { toldError, type ToldError } from '../../src/observability/told-error';

const told = (error: Error): ToldError => toldError(error, scrubber([]));

const fromPostgres = (code: string, message: string, more: object = {}): Error => {
  const error = Object.assign(new Error(message), {
    code,
    severity: 'ERROR',
    detail: 'canary',
    where: 'canary',
    ...more,
  });
  return new QueryFailedError('INSERT INTO t VALUES ($1)', ['canary'], error);
};

describe('An error in the log', () => {
  it('has its name, its words and its frames', () => {
    const error = told(new TypeError('it does not fit'));
    expect(error).toMatchObject({ name: 'TypeError', message: 'it does not fit' });
    expect(error.frames[0]).toMatch(/^at .*told-error\.spec\.ts:\d+:\d+\)?$/);
  });

  it.each([
    ['22P02', 'invalid input syntax for type uuid: "can"ary"canary"'],
    ['23505', 'duplicate key value violates unique constraint "k" canary'],
    ['P0001', 'a trigger says canary'],
  ])('of class %s of PostgreSQL tells nothing that a caller sent', (code, message) => {
    const more = { table: 't', constraint: 'k', routine: 'string_to_uuid', file: 'canary' };
    const error = told(fromPostgres(code, message, more));
    expect(error).toMatchObject({
      name: 'QueryFailedError',
      code,
      table: 't',
      constraint: 'k',
      routine: 'string_to_uuid',
    });
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  it('of the server itself tells its words', () => {
    expect(told(fromPostgres('42P01', 'relation "t" does not exist'))).toMatchObject({
      ...{ code: '42P01', message: 'relation "…" does not exist' },
    });
  });

  it('of a statement tells no name that somebody may have chosen', () => {
    const error = told(fromPostgres('42703', 'column "a "canary" b" of relation "canary" does not exist'));
    expect(error).toMatchObject({ message: 'column "…" does not exist' });
    expect(told(fromPostgres('42501', 'permission denied for table t'))).toMatchObject({
      message: 'permission denied for table t',
    });
  });

  it('has no frame that its message made up', () => {
    const error = told(new Error('one\n    at canary (canary.js:1:1)'));
    expect(error.frames.join()).not.toContain('canary');
    expect(error.frames.length).toBeGreaterThan(1);
  });

  it('has its causes, and not without end', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(told(new Error('outer', { cause: new Error('inner') })).cause).toMatchObject({ message: 'inner' });
    expect(told(loop).cause?.cause?.cause?.cause).toBeUndefined();
  });

  it('leaves behind what a library hung on it', () => {
    const error = Object.assign(new Error('it failed'), { config: { headers: { authorization: 'canary' } } });
    expect(Object.keys(told(error)).sort()).toEqual(['frames', 'message', 'name']);
  });

  it('of a system call keeps its code', () => {
    expect(told(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
