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
    ['23505', 'duplicate'],
    ['23503', 'validation'],
    ['23514', 'validation'],
    ['22021', 'validation'],
    ['22P05', 'validation'],
    ['42501', 'forbidden'],
    ['57014', 'unavailable'],
    ['53300', 'unavailable'],
    ['53100', 'unavailable'],
    ['57P01', 'unavailable'],
    ['57P03', 'unavailable'],
    ['55P03', 'unavailable'],
    ['08006', 'unavailable'],
    ['08003', 'unavailable'],
    ['ECONNREFUSED', 'unavailable'],
    ['FST_ERR_CTP_BODY_TOO_LARGE', 'payload-too-large'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'unsupported-media-type'],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', 'empty-body'],
    ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', 'bad-request'],
    ['FST_ERR_BAD_URL', 'bad-url'],
    ['FST_ERR_MAX_PARAM_LENGTH', 'not-found'],
  ])('of the code %s is %s, without the words of the error', (code, type) => {
    const refusal = refusalOf(coded(code));
    expect(refusal?.type).toBe(type);
    expect(refusal?.detail).not.toContain('secret_table');
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
