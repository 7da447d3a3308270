/** A proof as it must not be believed: every way in which one place of it can be wrong, at a place that the seed picks. */
export function mutationsOf(proof: readonly Buffer[], seed: number): [string, Buffer[]][] {
  const longer: [string, Buffer[]][] = [
    ['one added before', [Buffer.alloc(32, 7), ...proof]],
    ['one added behind', [...proof, Buffer.alloc(32, 7)]],
  ];
  if (proof.length === 0) return longer;
  const [at, bit] = [seed % proof.length, seed % 256];
  const next = (at + 1) % proof.length;
  const flipped = Buffer.from(proof[at]);
  flipped[bit >> 3] ^= 1 << (bit & 7);
  const swapped = proof.map((hash, place) => (place === at ? proof[next] : place === next ? proof[at] : hash));
  return [
    ...longer,
    ['a bit changed', proof.map((hash, place) => (place === at ? flipped : hash))],
    ['one left out', proof.filter((_, place) => place !== at)],
    ['one doubled', proof.flatMap((hash, place) => (place === at ? [hash, hash] : [hash]))],
    ['one cut', proof.map((hash, place) => (place === at ? hash.subarray(0, 31) : hash))],
    ...(proof.length > 1 ? ([['two swapped', swapped]] as [string, Buffer[]][]) : []),
    ['all left out', []],
  ];
}
