/** What the service was told at its start that nothing else in it needs to know, for who looks how it is set. */
export interface ServiceTerms {
  /** Whose word is taken for where a request came from, as networks in CIDR notation. */
  readonly trustedProxies: readonly string[];
  /** The largest file that is stored, in bytes. */
  readonly maxFileBytes: number;
  /** What one address, and one token, may ask in a minute; 0 sets no limit. */
  readonly requestsPerMinute: number;
  /** Whether background work runs at its hours. */
  readonly schedules: boolean;
  /** Whether auditors read by a login of their own. */
  readonly hasAuditorLogin: boolean;
}

/** Under this they are injected. */
export const SERVICE_TERMS = Symbol('ServiceTerms');
