import type { StateClaim } from '../../intended-use/claim.dto';

/** A claim of the demo, by the place of its function in the list of functions. */
export interface DemoClaim {
  readonly function: number;
  /** Whether the benchmark is linked to it; nothing is to the other yet. */
  readonly isOfBenchmark: boolean;
  readonly claim: StateClaim;
}

const POPULATION = 'Questions in English on adult medicine; no patients';

/** What the demo claims before the run: one claim holds, one fails and is shown all the same, one is shown by nothing. */
export const claims: readonly DemoClaim[] = [
  {
    function: 0,
    isOfBenchmark: true,
    claim: {
      statement: 'Answers at least nine of ten questions of the medical licensing set correctly.',
      ...{ metric: 'acc', comparator: '>=', threshold: '0.90', unit: null, population: POPULATION },
      ...{ task: 'medqa_4options', subgroup: null, minimumN: 1000, reason: 'Fixed in the protocol before the run' },
    },
  },
  {
    function: 2,
    isOfBenchmark: true,
    claim: {
      statement: 'Answers at least four of five questions on published abstracts correctly.',
      ...{ metric: 'acc', comparator: '>=', threshold: '0.80', unit: null, population: POPULATION },
      ...{ task: 'pubmedqa', subgroup: null, minimumN: 500, reason: 'Fixed in the protocol before the run' },
    },
  },
  {
    function: 1,
    isOfBenchmark: false,
    claim: {
      statement: 'Clinicians keep at least four of five steps of a drafted plan.',
      ...{ metric: 'kept_steps', comparator: '>=', threshold: '80', unit: '%', population: 'Adults in clinic' },
      ...{ task: null, subgroup: null, minimumN: 300, reason: 'Fixed before the study, which is yet to be done' },
    },
  },
];
