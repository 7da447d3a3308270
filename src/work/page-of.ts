/** Nouns whose records have a page at the same place as in the API. */
const SAME =
  'organizations|models|versions|functions|intended-uses|claims|evidence|classifications|submissions|dossiers';

/** Addresses of the API with the pages where the same is read, or mended. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^/api/v1/((?:${SAME})/[^/?]+)$`), '/$1'],
  [/^\/api\/v1\/comment-threads\/([^/?]+)$/, '/comments/$1'],
  [/^\/api\/v1\/(functions\/[^/?]+)\/(?:intended-uses|claims|classifications)$/, '/$1'],
  [/^\/api\/v1\/(models\/[^/?]+)\/(?:parties|functions|versions)$/, '/$1'],
  [/^\/api\/v1\/(versions\/[^/?]+)\/evidence$/, '/$1/evidence'],
  [/^\/api\/v1\/(versions\/[^/?]+)\/(?:labeling|transitions)$/, '/$1'],
  [/^\/api\/v1\/signings\?process=intended-use&recordId=([^&]+)$/, '/intended-uses/$1'],
  [/^\/api\/v1\/signings\?process=claim&recordId=([^&]+)$/, '/claims/$1'],
  [/^\/api\/v1\/signings\?process=classification&recordId=([^&]+)$/, '/classifications/$1'],
  [/^\/api\/v1\/signings\?process=evidence-review&recordId=([^&]+)$/, '/evidence/$1'],
  [/^\/api\/v1\/signings\?process=version-(?:approval|release)&recordId=([^&]+)$/, '/versions/$1'],
  [/^\/api\/v1\/signings\?process=dossier-issue&recordId=([^&]+)$/, '/dossiers/$1'],
];

/** The page where people read what an address of the API answers; of what has none, that address. */
export function pageOf(href: string): string {
  const found = PAGES.find(([pattern]) => pattern.test(href));
  return found === undefined ? href : href.replace(found[0], found[1]);
}
