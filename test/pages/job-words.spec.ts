import { taskWords } from '../../src/pages/jobs/job-words';
import { sourcesIn } from '../laws/sources';

/** Every task of the queue by its name, which stands beside the class or in a constant. */
function tasks(): string[] {
  const texts = sourcesIn('src').map(({ text }) => text);
  const constants = new Map(
    texts.flatMap((text) =>
      [...text.matchAll(/const ([A-Z_]+) = '([a-z-]+)';/g)].map(([, name, value]) => [name, value]),
    ),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(/^@Task\(\{ name: (?:'([a-z-]+)'|([A-Z_]+))/gm)].map(
      ([, name, constant]) => name ?? constants.get(constant) ?? '',
    ),
  );
}

describe('The words for what the queue does', () => {
  it('are there for every task, and no two the same', () => {
    const all = tasks();
    expect(all.length).toBeGreaterThan(12);
    const words = all.map(taskWords);
    expect(all.filter((task, at) => words[at].toLowerCase().replaceAll(' ', '-') === task)).toEqual([]);
    expect(new Set(words).size).toBe(all.length);
  });
});
