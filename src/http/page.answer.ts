import type { Type } from '@nestjs/common';
import type { Page } from '../kernel/page';
import { Noun, nounOf, Says } from './says';

const pages = new Map<Type, Type>();

function made<T>(type: Type<T>): Type<Page<T>> {
  @Noun(`${nounOf(type)}Page`, 'One page of a list')
  class ListPage {
    @Says.list(() => type) items: readonly T[];
    @Says.mayText('The `cursor` of the page that follows; null on the last one') next: string | null;
  }
  return ListPage;
}

/** The page of a noun: one class for each, so that the description names it once. */
export function pageOf<T>(type: Type<T>): Type<Page<T>> {
  const page = pages.get(type) ?? made(type);
  pages.set(type, page);
  return page as Type<Page<T>>;
}
