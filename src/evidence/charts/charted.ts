import type { Criterion } from '../claim.rules';
import type { NormalForm } from '../normal-form';

/** A claim's criterion with the code under which a reader finds it. */
export interface ChartedCriterion extends Criterion {
  readonly code: string;
}

/** A piece of evidence as charts look at it: its figures, and the limits of the claims that it is to show. */
export interface Charted {
  readonly code: string;
  readonly title: string;
  readonly illustrative: boolean;
  readonly results: NormalForm | null;
  readonly criteria: readonly ChartedCriterion[];
}

/** The same, of one version among others; versions come in the order in which they were registered. */
export interface ChartedVersion {
  readonly semanticVersion: string;
  readonly evidence: readonly Charted[];
}
