const counted = new Int32Array(new SharedArrayBuffer(4));

/** How many requests came to this process, for the threads beside it; it may come round. */
export const traffic: SharedArrayBuffer = counted.buffer;

/** Counts a request that came. */
export const noteRequest = (): void => {
  Atomics.add(counted, 0, 1);
};
