/** `npm run test:faults`: the same files as in every test run, as often as a release asks for. */
process.env.TEST_FAULTS = 'full';

const { projects, ...config } = require('../jest.config.cjs');
const e2e = projects.find(({ displayName }) => displayName === 'e2e');

module.exports = {
  ...config,
  projects: [{ ...e2e, displayName: 'faults', testRegex: 'test/faults/.*\\.e2e-spec\\.ts$' }],
};
