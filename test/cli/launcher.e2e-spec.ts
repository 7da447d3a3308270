import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checkout } from './fixtures/checkout';

jest.setTimeout(120_000);

describe('The launcher of a checkout', () => {
  const checkout = new Checkout();
  const at = (...names: string[]) => join(checkout.root, ...names);
  const builtAt = (name: string) => statSync(at('dist', name)).mtimeMs;
  const list = () => checkout.run(['--version']);
  const timed = async (): Promise<number> => {
    const from = Date.now();
    await list();
    return Date.now() - from;
  };
  afterAll(() => checkout.remove());

  it('compiles every source that was never compiled, and runs', async () => {
    expect(existsSync(at('dist'))).toBe(false);
    const { code, out, words } = await list();
    expect({ code, words }).toEqual({ code: 0, words: '' });
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const compiled = (folder: string, ending: string) =>
      readdirSync(at(folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => name.slice(0, -ending.length))
        .sort();
    for (const folder of ['src', 'migrations']) {
      expect(compiled(`dist/${folder}`, '.js')).toEqual(compiled(folder, '.ts'));
    }
  });

  it('compiles nothing and is quick when nothing is stale', async () => {
    const before = builtAt('src/main.js');
    const times = [await timed(), await timed(), await timed()];
    expect(builtAt('src/main.js')).toBe(before);
    expect(Math.min(...times)).toBeLessThan(5_000);
  });

  it('compiles a source again once it is touched, and that one alone', async () => {
    const before = builtAt('src/main.js');
    const soon = new Date(Date.now() + 2_000);
    utimesSync(at('src/cli/program.ts'), soon, soon);
    const stale = builtAt('src/cli/program.js');
    const changed = readFileSync(at('src/cli/program.ts'), 'utf8').replace('The regulatory record', 'A changed record');
    writeFileSync(at('src/cli/program.ts'), changed);
    utimesSync(at('src/cli/program.ts'), soon, soon);
    expect((await checkout.run(['--help'])).out).toContain('A changed record');
    expect(builtAt('src/cli/program.js')).toBeGreaterThanOrEqual(stale);
    expect(builtAt('src/main.js')).toBe(before);
  });

  it('drops what was compiled of a source that is gone, and keeps the rest', async () => {
    writeFileSync(at('src/gone.ts'), 'export const gone = 1;\n');
    await list();
    expect(existsSync(at('dist/src/gone.js'))).toBe(true);
    rmSync(at('src/gone.ts'));
    await list();
    expect(existsSync(at('dist/src/gone.js'))).toBe(false);
    expect(existsSync(at('dist/src/main.js'))).toBe(true);
  });

  it('drops half a file that a killed launcher left, and not one that is just being written', async () => {
    mkdirSync(at('dist/src'), { recursive: true });
    const half = at('dist/src/main.js.4194304');
    writeFileSync(half, 'half a f');
    await list();
    expect(existsSync(half)).toBe(true);
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(half, longAgo, longAgo);
    await list();
    expect(existsSync(half)).toBe(false);
  });

  it('is right when several start at once on nothing', async () => {
    rmSync(at('dist'), { recursive: true });
    const all = await Promise.all([list(), list(), list()]);
    expect(all.map(({ code, words }) => ({ code, words }))).toEqual(
      Array.from({ length: 3 }, () => ({ code: 0, words: '' })),
    );
  });

  it('compiles again what was removed from its output', async () => {
    rmSync(at('dist/src/main.js'));
    expect((await list()).code).toBe(0);
    expect(existsSync(at('dist/src/main.js'))).toBe(true);
  });

  it('works from any folder', async () => {
    const { code } = await checkout.run(['inspect', join(checkout.folder, 'none.json')]);
    expect(code).toBe(2);
  });
});
