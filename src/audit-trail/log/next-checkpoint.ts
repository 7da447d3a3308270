import { provesConsistency, type TreeHead } from './consistency';
import { EMPTY_ROOT, type Hash } from './hash';

/** Why a head is never signed after another: it is smaller, it says otherwise of the same leaves, or nothing ties both. */
export type Refused = 'smaller' | 'other-root' | 'inconsistent';

/** What is done with a head that follows another: it is signed, it is signed already, or it is refused. */
export type NextCheckpoint =
  { readonly verdict: 'sign' | 'same' } | { readonly verdict: 'refuse'; readonly because: Refused };

const refuse = (because: Refused): NextCheckpoint => ({ verdict: 'refuse', because });

/** Before its first checkpoint a log has said that it is empty. */
export const NOTHING_SIGNED: TreeHead = { size: 0, root: EMPTY_ROOT };

/**
 * Whether a head may be signed after the last one that was, by the log that publishes or by a witness. Whoever signs
 * asks here, so that no two signed heads of a log contradict each other (https://c2sp.org/tlog-checkpoint,
 * “Signatures”; https://c2sp.org/tlog-witness, “add-checkpoint”). What is asked, signed and kept must be one step.
 */
export function nextCheckpoint(last: TreeHead, next: TreeHead, proof: readonly Hash[]): NextCheckpoint {
  if (next.size < last.size) return refuse('smaller');
  if (next.size === last.size && !next.root.equals(last.root)) return refuse('other-root');
  if (!provesConsistency(proof, last, next)) return refuse('inconsistent');
  return { verdict: next.size === last.size ? 'same' : 'sign' };
}
