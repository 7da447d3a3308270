import { ACTS } from '../../src/audit-trail/acts';
import { sourcesIn } from './sources';

describe('The acts', () => {
  const text = sourcesIn('src')
    .filter(({ path }) => path !== 'src/audit-trail/acts.ts')
    .map((source) => source.text)
    .join('\n');

  it.each(Object.keys(ACTS))('%s is done somewhere', (act) => {
    expect(text).toContain(`'${act}'`);
  });

  it('are named as a noun and what was done to it', () => {
    expect(Object.keys(ACTS).filter((act) => !/^[a-z-]+\.([a-z-]+(ed|en|n|t)|read)$/.test(act))).toEqual([]);
  });
});
