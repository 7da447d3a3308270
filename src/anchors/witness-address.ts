import { type VerifierKey, verifierKeyIn } from '../audit-trail/log/note-key';

/** A witness whose word counts, and where it is asked. */
export interface WitnessAddress {
  readonly key: VerifierKey;
  /** Its submission prefix, without a slash at the end. */
  readonly url: URL;
}

/** The witnesses out of `vkey url` pairs; throws for a key that is none, or that is there twice. */
export function witnessesIn(pairs: readonly string[]): WitnessAddress[] {
  const witnesses = Array.from({ length: pairs.length / 2 }, (_, at) => ({
    ...{ key: witnessKey(pairs[2 * at]), url: prefixOf(pairs[2 * at + 1]) },
  }));
  const twice = witnesses.find(({ key }, at) => witnesses.findIndex((other) => other.key.id === key.id) !== at);
  if (twice !== undefined) throw new Error(`The witness ${twice.key.name} is configured twice`);
  return witnesses;
}

function witnessKey(text: string): VerifierKey {
  try {
    const key = verifierKeyIn(text);
    if (key.type === 'cosignature') return key;
  } catch (error) {
    throw new Error(`“${text.slice(0, 200)}” is no key of a witness: ${(error as Error).message}`, { cause: error });
  }
  throw new Error(`${text} is the key of a log; a witness signs with a key of type 4`);
}

const prefixOf = (text: string): URL => new URL(text.replace(/\/+$/, ''));

/** Where it takes checkpoints. */
export const submissionUrl = ({ url }: WitnessAddress): URL =>
  new URL(`${url.href.replace(/\/+$/, '')}/add-checkpoint`);
