import type { ContentStore } from './content-store';

/** The same store for files of at most `maxBytes`; a larger one is refused as `payload-too-large`, and nothing of it stays. */
export const limitedStore = (store: ContentStore, maxBytes: number): ContentStore => ({
  put: (source, { expected, maxBytes: asked = maxBytes } = {}) =>
    store.put(source, { expected, maxBytes: Math.min(asked, maxBytes) }),
  open: (sha256) => store.open(sha256),
  read: (sha256, upTo) => store.read(sha256, upTo),
  has: (sha256) => store.has(sha256),
  inspect: (sha256, options) => store.inspect(sha256, options),
  remove: (sha256) => store.remove(sha256),
});
