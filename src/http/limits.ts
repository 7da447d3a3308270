/** How long and how much the edge waits for; tests set what would take them minutes. */
export interface EdgeLimits {
  /** All headers of a request, from its first byte on. */
  readonly headersMs: number;
  /** A JSON body, from its headers on; a stream has as long, and more for what it has sent. */
  readonly bodyMs: number;
  /** How often connections are looked at for both. */
  readonly checkEveryMs: number;
  /** A connection between two requests. */
  readonly keepAliveMs: number;
  /** From `ready` saying no to the end of listening, so that a balancer sees it first. */
  readonly drainMs: number;
  /** From the end of listening until what still runs is cut off. */
  readonly stopMs: number;
}

/** Under this they are injected. */
export const EDGE = Symbol('EdgeLimits');

export const EDGE_LIMITS: EdgeLimits = Object.freeze({
  headersMs: 5_000,
  bodyMs: 10_000,
  checkEveryMs: 500,
  keepAliveMs: 72_000,
  drainMs: 500,
  stopMs: 10_000,
});

const KIB = 1024;
/** The largest JSON body, in bytes. */
export const MAX_JSON_BYTES = KIB * KIB;
/** The longest request line and headers together, in bytes. */
export const MAX_HEADER_BYTES = 16 * KIB;
/** A stream that comes slower than this, in bytes a second, is given up. */
export const SLOWEST_STREAM = 16 * KIB;
