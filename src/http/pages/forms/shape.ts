import type { Type } from '@nestjs/common';
import { fieldsOf } from '../../contract';

export type InputClass = new () => object;

/** How a field is asked for, as its class describes it to the API. */
export type Asked =
  | { readonly kind: 'words' | 'day' | 'instant' | 'whole'; readonly maxLength?: number; readonly pattern?: string }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice' | 'choices'; readonly of: readonly string[] }
  | { readonly kind: 'id' | 'ids' | 'lines' }
  | { readonly kind: 'object' | 'list'; readonly fields: Shape; readonly most?: number };

export interface AskedField {
  readonly name: string;
  /** Whether it must say something; what an edit may leave out is shown filled, and stays so. */
  readonly isRequired: boolean;
  readonly asked: Asked;
}
export type Shape = readonly AskedField[];

/** What the decorators of a field left for the description of the API. */
interface Described {
  readonly type?: unknown;
  readonly isArray?: boolean;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[] };
  readonly format?: string;
  readonly nullable?: boolean;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

const DESCRIBED = 'swagger/apiModelProperties';

const nested = (type: unknown): InputClass => (type as () => InputClass)();
const isClass = (type: unknown): boolean =>
  typeof type === 'function' && ![String, Number, Boolean, Object, Array].includes(type as never);

function askedMany({ type, format, items, enum: of, maxItems }: Described): Asked {
  const choices = items?.enum ?? of;
  if (choices !== undefined) return { kind: 'choices', of: choices };
  if (format === 'uuid') return { kind: 'ids' };
  if (isClass(type)) return { kind: 'list', fields: shapeOf(nested(type)), most: maxItems };
  return { kind: 'lines' };
}

function askedOne({ type, format, enum: of, maxLength, pattern }: Described): Asked {
  if (of !== undefined) return { kind: 'choice', of };
  if (format === 'uuid') return { kind: 'id' };
  if (format === 'date') return { kind: 'day' };
  if (format === 'date-time') return { kind: 'instant' };
  if (type === Boolean) return { kind: 'flag' };
  if (type === 'integer') return { kind: 'whole' };
  if (isClass(type)) return { kind: 'object', fields: shapeOf(nested(type)) };
  return { kind: 'words', maxLength, pattern };
}

const shapes = new WeakMap<InputClass, Shape>();

/** What a class of input asks for, read from its own decorators, so that a form cannot ask for anything else. */
export function shapeOf(input: InputClass): Shape {
  const known = shapes.get(input);
  if (known !== undefined) return known;
  const shape = fieldsOf(input as Type).map((name): AskedField => {
    const about = (Reflect.getMetadata(DESCRIBED, input.prototype as object, name) ?? {}) as Described;
    const isMany = about.isArray === true || about.type === 'array';
    return {
      ...{ name, isRequired: about.nullable !== true },
      asked: isMany ? askedMany(about) : askedOne(about),
    };
  });
  shapes.set(input, shape);
  return shape;
}
