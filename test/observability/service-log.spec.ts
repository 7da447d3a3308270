import type { LogLevel } from '../../src/config';
import { ServiceLog } from '../../src/observability/service-log';
import { shortLine, type LogLine } from '../../src/observability/short-line';

function openLog(level: LogLevel = 'debug', secrets: string[] = []) {
  const lines: string[] = [];
  const log = new ServiceLog({ level, secrets, out: { write: (line) => void lines.push(line) } });
  const last = (): LogLine & Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}') as never;
  return { log, lines, last };
}

describe('A line of the log', () => {
  it('is one JSON object with the level, the instant, where it comes from and the words', () => {
    const { log, lines, last } = openLog();
    log.warn('Something is odd', 'Http');
    expect(lines[0]?.endsWith('}\n')).toBe(true);
    expect(last()).toEqual({
      ...{ level: 'warn', context: 'Http', msg: 'Something is odd' },
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    });
  });

  it('stays one line whatever is written into it', () => {
    const { log, lines, last } = openLog();
    log.error('one\r\n{"level":"info","msg":"forged"}', 'A\nB');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.slice(0, -1)).not.toMatch(/[\r\n]/);
    expect(last()).toMatchObject({ level: 'error', context: 'A\nB' });
  });

  it('tells an error by what it is, wherever Nest puts it', () => {
    const { log, last } = openLog();
    const error = new Error('it broke');
    log.error(error);
    expect(last()).toMatchObject({ msg: 'Error', error: { message: 'it broke' } });
    log.error('GET /x', error, 'Http');
    expect(last()).toMatchObject({ msg: 'GET /x', context: 'Http', error: { message: 'it broke' } });
    log.error('Unable to connect', 'Error: no\n    at a (b.js:1:1)', 'TypeOrmModule');
    expect(last()).toMatchObject({
      msg: 'Unable to connect\nError: no\n    at a (b.js:1:1)',
      context: 'TypeOrmModule',
    });
  });

  it('takes no field of an object that somebody throws at it', () => {
    const { log, lines } = openLog();
    log.log({ password: 'canary', body: { name: 'canary' } }, 'Somewhere');
    log.error({ authorization: 'canary' });
    log.warn('words', { token: 'canary' });
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain('canary');
  });

  it('never says a secret that the process knows, also one it learns later', () => {
    const { log, lines } = openLog('debug', ['geheim-von-anfang']);
    log.hide('geheim-seit-eben', null);
    log.error('geheim-von-anfang', new Error('geheim-seit-eben'), 'geheim-seit-eben');
    expect(lines.join()).not.toContain('geheim');
  });

  it.each<[LogLevel, number]>([
    ['silent', 0],
    ['error', 2],
    ['warn', 3],
    ['info', 4],
    ['debug', 6],
  ])('at level %s is one of %i', (level, expected) => {
    const { log, lines } = openLog(level);
    log.fatal('a');
    log.error('b');
    log.warn('c');
    log.log('d');
    log.debug('e');
    log.verbose('f');
    log.log('Mapped {/x, GET} route', 'RouterExplorer');
    expect(lines).toHaveLength(expected);
  });
});

describe('A line for a terminal', () => {
  const time = '2026-11-24T09:30:12.345Z';

  it('is the time and the words', () => {
    expect(shortLine({ level: 'info', time, msg: 'Predicate listens' })).toBe('09:30:12 Predicate listens\n');
    expect(shortLine({ level: 'warn', time, msg: 'odd', context: 'Http' })).toBe('09:30:12 warn Http: odd\n');
  });

  it('is one answer', () => {
    const line = {
      level: 'info',
      time,
      method: 'GET',
      route: '/api/v1/models/:id',
      ms: 3.4,
      bytes: 431,
      requestId: 'r',
    };
    expect(shortLine({ ...line, status: 200, actor: 'operator' })).toBe(
      '09:30:12 GET /api/v1/models/:id 200 3.4 ms 431 B operator\n',
    );
    expect(shortLine({ ...line, status: 200, aborted: true, actor: null })).toContain(' aborted 3.4 ms');
  });

  it('shows an error with its frames and the request', () => {
    const cause = { name: 'Error', message: 'under it', frames: [] };
    const error = { name: 'TypeError', code: 'X1', message: 'no', frames: ['at a (b.js:1:1)'], cause };
    expect(shortLine({ level: 'error', time, msg: 'GET /x', requestId: 'r1', error })).toBe(
      '09:30:12 error GET /x (request r1)\n  TypeError X1: no\n    at a (b.js:1:1)\n  Error: under it\n',
    );
  });

  it('obeys nobody', () => {
    const line = shortLine({ level: 'info', time, msg: 'a\r\n\u001b[2Jb\u009bc' });
    expect(line).toBe('09:30:12 a\\r\\n\\u001b[2Jb?c\n');
  });
});
