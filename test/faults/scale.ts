/** Whether the faults run in full (`npm run test:faults`), or in the short form that every test run has. */
export const IS_FULL = process.env.TEST_FAULTS === 'full';

/** How often, in the form that runs. */
export const times = (short: number, full: number): number => (IS_FULL ? full : short);
