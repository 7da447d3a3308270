import { BadRequestException, NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { problemOf, refusalOf } from '../../src/http/problem';
import { REFUSALS, Refusal } from '../../src/kernel/refusal';

const coded = (code: string, message = 'INSERT INTO secret_table') => Object.assign(new Error(message), { code });

describe('an error, as a caller learns of it,', () => {
  it('is the refusal itself where it is one', () => {
    const refusal = Refusal.duplicate('It is there');
    expect(refusalOf(refusal)).toBe(refusal);
  });

  it.each([
    ['22P02', 422, 'validation'],
    ['22003', 422, 'validation'],
    ['22008', 422, 'invalid-date'],
    ['22001', 422, 'validation'],
    ['23502', 422, 'validation'],
    ['23514', 422, 'validation'],
    ['23503', 422, 'validation'],
    ['22021', 400, 'nul-character'],
    ['22P05', 400, 'nul-character'],
    ['54001', 400, 'too-deep'],
    ['23505', 409, 'duplicate'],
    ['42501', 403, 'forbidden'],
    ['40001', 503, 'retry'],
    ['40P01', 503, 'retry'],
    ['55P03', 503, 'busy'],
    ['57014', 503, 'timeout'],
    ['53300', 503, 'busy'],
    ['53200', 503, 'busy'],
    ['57P01', 503, 'db-unavailable'],
    ['57P02', 503, 'db-unavailable'],
    ['57P03', 503, 'db-unavailable'],
    ['08000', 503, 'db-unavailable'],
    ['08003', 503, 'db-unavailable'],
    ['08006', 503, 'db-unavailable'],
    ['08P01', 503, 'db-unavailable'],
    ['25006', 503, 'db-unavailable'],
    ['53100', 507, 'storage-full'],
    ['ENOSPC', 507, 'storage-full'],
    ['ECONNREFUSED', 503, 'db-unavailable'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'payload-too-large'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'unsupported-media-type'],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', 400, 'empty-body'],
    ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 400, 'bad-request'],
    ['FST_ERR_BAD_URL', 400, 'bad-url'],
    ['FST_ERR_MAX_PARAM_LENGTH', 404, 'not-found'],
  ])('of the code %s is %d %s, without the words of the error', (code, status, type) => {
    const refusal = refusalOf(coded(code));
    expect([refusal?.status, refusal?.type]).toEqual([status, type]);
    expect(refusal?.detail).not.toContain('secret_table');
    expect(refusal?.headers['retry-after'] !== undefined).toBe(status === 503);
    expect(problemOf(refusal ?? Refusal.notFound('it'), '/here').status).toBe(status);
  });

  it('of a server that goes down over a full disk is that it is not there, and promises nothing of what became of it', () => {
    const refusal = refusalOf(Object.assign(coded('53100'), { severity: 'PANIC' }));
    expect([refusal?.status, refusal?.type]).toEqual([503, 'db-unavailable']);
    expect(refusal?.detail).toContain('not known');
  });

  it.each([
    ['timeout exceeded when trying to connect', 'busy'],
    ['Query read timeout', 'timeout'],
    ['Connection terminated unexpectedly', 'db-unavailable'],
    ['Connection terminated due to connection timeout', 'db-unavailable'],
    ['Client has encountered a connection error and is not queryable', 'db-unavailable'],
  ])('of the driver, which has no code, is 503: %s', (message, type) => {
    const refusal = refusalOf(new Error(message));
    expect([refusal?.status, refusal?.type]).toEqual([503, type]);
  });

  it.each([
    [new NotFoundException(), 'not-found'],
    [new BadRequestException(), 'bad-request'],
    [new PayloadTooLargeException(), 'payload-too-large'],
    [Object.assign(new Error('Too much'), { statusCode: 413 }), 'payload-too-large'],
  ])('of a status is the problem of that status: %s', (error, type) => {
    expect(refusalOf(error)?.type).toBe(type);
  });

  it.each([[new Error('a fault of ours')], [new TypeError('undefined is no function')], [coded('42P01')], [{}]])(
    'is nothing where the fault is ours: %s',
    (error) => {
      expect(refusalOf(error)).toBeNull();
    },
  );

  it('is problem details with a title and a status for every type there is', () => {
    for (const type of Object.keys(REFUSALS) as (keyof typeof REFUSALS)[]) {
      const problem = problemOf(new Refusal(type, 'Why'), '/here');
      expect(problem).toEqual({ type: `/problems/${type}`, ...REFUSALS[type], detail: 'Why', instance: '/here' });
    }
  });

  it('names its fields by pointer, and the first of them in the detail', () => {
    const errors = [
      { pointer: '/a', detail: 'is wrong' },
      { pointer: '/b', detail: 'is wrong too' },
    ];
    expect(problemOf(Refusal.validation(errors), '/here')).toMatchObject({ detail: '/a: is wrong', errors });
    expect(Refusal.validation([{ pointer: '', detail: 'must be an object' }]).detail).toBe('must be an object');
  });
});
