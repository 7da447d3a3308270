import { FAILPOINTS } from '../../src/kernel/failpoints';
import { sourcesIn } from './sources';

const POINTS = Object.keys(FAILPOINTS);
const HOME = 'src/kernel/failpoints.ts';

describe('The points at which a test kills the service', () => {
  const sources = sourcesIn('src').filter(({ path }) => path !== HOME);

  it.each(POINTS)('have one place each: %s', (point) => {
    const places = sources.flatMap(
      ({ path, text }) => Array(text.split(`'${point}'`).length - 1).fill(path) as string[],
    );
    expect(places).toHaveLength(1);
  });

  it('are armed by the start of serve alone, out of the environment: by no request, and by no other command', () => {
    const arming = sources.filter(({ text }) => text.includes('armFailpoint')).map(({ path }) => path);
    expect(arming).toEqual(['src/cli/serve.ts']);
    const [serve] = sources.filter(({ path }) => path === 'src/cli/serve.ts');
    expect(serve.text).toContain('armFailpoint(config.failAt)');
    const said = sources.filter(({ text }) => text.includes('PREDICATE_FAIL_AT')).map(({ path }) => path);
    expect(said).toEqual(['src/config.ts']);
  });
});
