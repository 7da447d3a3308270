import { sourcesIn } from './sources';

const sources = [...sourcesIn('src'), ...sourcesIn('migrations')];

describe('The sources', () => {
  it('end at 200 lines', () => {
    const long = sources
      .map(({ path, text }) => [path, text.split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 200);
    expect(long).toEqual([]);
  });

  it('are mostly short: nine in ten have at most 120 lines', () => {
    const short = sources.filter(({ text }) => text.split('\n').length - 1 <= 120).length;
    expect(short / sources.length).toBeGreaterThanOrEqual(0.9);
  });

  it('leave nothing undone', () => {
    expect(sources.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('use no enum of TypeScript', () => {
    expect(
      sources.filter(({ text }) => /^\s*(export\s+)?(const\s+)?enum\s/m.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('never say that FDA approved anything, or that a file is certified', () => {
    const claims = /FDA[- ](approved|cleared|certified|compliant)|\b(is|are) (FDA )?(certified|compliant)\b/i;
    expect(sources.filter(({ text }) => claims.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
