import { hrefWith, type ListState } from './list-state';
import type { SavedView } from './saved-view.entity';

interface Looking {
  readonly id: string;
  readonly readsAll: boolean;
}

interface Named {
  readonly path: string;
  readonly list: { readonly noun: string };
}

/** What a view keeps of an address: not where a page began, nor which view it was. */
const keptOf = (state: ListState): string =>
  hrefWith(state, { view: null }).slice(state.path.length).replace(/^\?/, '');

/** The same address by whatever order its parts were said. */
const sorted = (query: string): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');

/** Where a view of a list is looked at. */
export const viewHref = (path: string, { id, query }: Pick<SavedView, 'id' | 'query'>): string =>
  `${path}?${new URLSearchParams([...new URLSearchParams(query), ['view', id]])}`;

/** Saved views beside a list: those that one may open, and what can be done with the one that is open. */
export function presentViews({ path, list }: Named, state: ListState, views: readonly SavedView[], who: Looking) {
  const current = views.find(({ id }) => id === state.said.view) ?? null;
  const kept = keptOf(state);
  return {
    isOffered: who.readsAll,
    list: list.noun,
    query: kept,
    /** Where one is led on to: after letting it go, and after anything else. */
    back: hrefWith(state, { view: null }),
    here: hrefWith(state, {}),
    links: views.map((view) => ({
      ...{ name: view.name, href: viewHref(path, view), isCurrent: view === current, isShared: view.shared },
      by: view.ownerId === who.id ? null : view.ownerName,
    })),
    current: current && {
      ...{ id: current.id, name: current.name, isShared: current.shared, isOwn: current.ownerId === who.id },
      isChanged: sorted(current.query) !== sorted(kept),
    },
  };
}
