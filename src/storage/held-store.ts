import { Refusal } from '../kernel/refusal';
import type { ContentStore } from './content-store';

/** The same store, read only: what somebody wants to put or to take away is refused as `unavailable`, in the words of the hold. */
export const heldStore = (store: ContentStore, because: string): ContentStore => ({
  put: () => Promise.reject(new Refusal('unavailable', because)),
  open: (sha256) => store.open(sha256),
  read: (sha256, maxBytes) => store.read(sha256, maxBytes),
  has: (sha256) => store.has(sha256),
  inspect: (sha256, options) => store.inspect(sha256, options),
  remove: () => Promise.reject(new Refusal('unavailable', because)),
});
