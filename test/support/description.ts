import type { Permission } from '../../src/access/policy/permissions';
import type { Reach } from '../../src/access/within';
import { NOBODY } from './problems';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
}

export interface Operation {
  readonly operationId?: string;
  readonly 'x-permission'?: Permission;
  /** How it is told of which records the route tells; absent where it is closed to auditors. */
  readonly 'x-auditors'?: Reach['of'];
  readonly 'x-ignores-other-parameters'?: boolean;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly content?: Readonly<Record<string, unknown>>; readonly headers?: Readonly<Record<string, unknown>> }
    >
  >;
}

export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One route of the description, with an address that its path can have. */
export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly address: string;
  readonly consumes: string | null;
  readonly produces: readonly string[];
  readonly query: readonly string[];
  readonly body: Schema | null;
  readonly operation: Operation;
}

/** Follows references and the one-element `allOf` that stands for one. */
export function resolved({ components }: Description, schema: Schema): Schema {
  const all = schema.allOf ?? schema.oneOf ?? schema.anyOf;
  const ref = schema.$ref ?? all?.find(({ $ref }) => $ref !== undefined)?.$ref;
  if (ref !== undefined) return components.schemas[ref.replace('#/components/schemas/', '')] ?? {};
  return schema;
}

/** Values that the description gives no list of. */
const KNOWN: Readonly<Record<string, string>> = { template: 'fda-samd' };

const addressOf = (path: string): string =>
  path
    .replace('{sha256}', 'a'.repeat(64))
    .replace('{suffix}', 'validation')
    .replace(/\{\w+\}/g, NOBODY);

/** Parameters that must stand in the query, with values that do. */
const queryOf = ({ parameters = [] }: Operation): string => {
  const must = parameters.filter(({ in: place, required }) => place === 'query' && required);
  const valueOf = (schema: Schema | undefined): string => {
    if (schema?.enum !== undefined) return String(schema.enum[0]);
    return [schema?.type].flat().includes('integer') ? '1' : 'x';
  };
  const pairs = must.map(({ name, schema }) => `${name}=${encodeURIComponent(KNOWN[name] ?? valueOf(schema))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

/** Every route that the description of the API names. */
export function routesIn(description: Description): DescribedRoute[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): DescribedRoute => {
      const content = operation.requestBody?.content ?? {};
      const [consumes = null] = Object.keys(content);
      const [, answer] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? [];
      return {
        ...{ method: method.toUpperCase(), path, address: addressOf(path) + queryOf(operation), operation },
        ...{ consumes, produces: Object.keys(answer?.content ?? {}) },
        query: (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name),
        body: consumes === 'application/json' ? resolved(description, content[consumes]?.schema ?? {}) : null,
      };
    }),
  );
}

/** What the route at an address needs, whatever stands in the places of its path; `record:read` where there is none. */
export function permissionAt(routes: readonly DescribedRoute[], method: string, address: string): Permission {
  const [path = ''] = address.split('?');
  const isAt = (route: DescribedRoute): boolean =>
    route.path === path || new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const here = routes.filter(isAt).sort((one, other) => one.path.split('{').length - other.path.split('{').length);
  const found = here.find((route) => route.method === method) ?? here[0];
  return found?.operation['x-permission'] ?? 'record:read';
}
