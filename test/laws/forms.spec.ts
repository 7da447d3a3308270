import 'reflect-metadata';
import type { FieldWords, FormSpec } from '../../src/http/pages/forms/form';
import { wordsOf } from '../../src/http/pages/forms/form';
import { type Shape, shapeOf } from '../../src/http/pages/forms/shape';
import { sourcesIn } from './sources';

/** Fields that the address says, and not the form. */
const IN_THE_ADDRESS: Readonly<Record<string, readonly string[]>> = { submission: ['modelId'] };

const specs = sourcesIn('src')
  .filter(({ path }) => path.endsWith('.form.ts') || path.endsWith('forms/withdrawal.ts'))
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  .flatMap(({ path }) => Object.values(require(`../../${path}`) as Record<string, FormSpec | (() => unknown)>))
  .filter((one): one is FormSpec => 'parts' in one);

const unsaid = (shape: Shape, words: Readonly<Record<string, FieldWords>>, at = ''): string[] =>
  shape.flatMap(({ name, asked }) => {
    const own = words[name] as FieldWords | undefined;
    if (own === undefined) return [`${at}${name}`];
    const inner = asked.kind === 'list' || asked.kind === 'object' ? asked.fields : [];
    return unsaid(inner, own.fields ?? {}, `${at}${name}.`);
  });
const unknown = (shape: Shape, words: Readonly<Record<string, FieldWords>>): string[] =>
  Object.keys(words).filter((name) => !shape.some((field) => field.name === name));
const unanswerable = (shape: Shape, words: Readonly<Record<string, FieldWords>>): string[] =>
  shape.flatMap(({ name, asked }) =>
    asked.kind === 'choice'
      ? Object.keys((words[name] as FieldWords | undefined)?.options ?? {}).filter(
          (option) => !asked.of.includes(option),
        )
      : [],
  );

describe('A form', () => {
  it('has a name of its own', () => {
    expect(specs.length).toBeGreaterThan(15);
    expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
  });

  it.each(specs.map((spec) => [spec.name, spec] as const))(
    'asks for everything that is taken, and for nothing else: %s',
    (name, spec) => {
      const [shape, words] = [shapeOf(spec.input), wordsOf(spec)];
      expect(unsaid(shape, words)).toEqual(IN_THE_ADDRESS[name] ?? []);
      expect(unknown(shape, words)).toEqual([]);
      expect(unanswerable(shape, words)).toEqual([]);
    },
  );
});
