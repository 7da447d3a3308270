import 'reflect-metadata';
import { OPERATION } from '../../src/http/does';
import { PAGE } from '../../src/http/pages/see-other';
import { sourcesIn } from '../laws/sources';

/** A page that the service declares. */
export interface DeclaredPage {
  readonly operation: string;
  /** As `/models/:id`. */
  readonly path: string;
  /** Whether an address is of this page. */
  is(path: string): boolean;
}

type Door = new () => object;

const GET = 0;
const joined = (...parts: readonly string[]): string =>
  `/${parts.join('/')}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');

const doorsIn = (path: string): Door[] =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  Object.values(require(`../../${path}`) as Record<string, unknown>).filter(
    (one): one is Door => typeof one === 'function' && Reflect.hasMetadata('path', one),
  );

const pagesOf = (door: Door): DeclaredPage[] => {
  const prototype = door.prototype as Record<string, object>;
  const of = <T>(key: string, name: string): T => Reflect.getMetadata(key, prototype[name]) as T;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => Reflect.hasMetadata(PAGE, prototype[name]) && of<number>('method', name) === GET)
    .flatMap((name) => [of<string | string[]>('path', name)].flat().map((own) => [name, own] as const))
    .map(([name, own]) => {
      const path = joined(String(Reflect.getMetadata('path', door)), own);
      const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
      return { operation: of<string>(OPERATION, name), path, is: (one) => pattern.test(one) };
    });
};

/** Every page that is looked at, as its own door declares it; those whose address is fixed first. */
export const declaredPages = (): readonly DeclaredPage[] =>
  sourcesIn('src')
    .filter(({ path }) => path.endsWith('.pages.ts'))
    .flatMap(({ path }) => doorsIn(path).flatMap(pagesOf))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length);
