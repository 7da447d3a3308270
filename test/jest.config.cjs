const rootDir = require('node:path').resolve(__dirname, '..');

const shared = {
  rootDir,
  testEnvironment: '<rootDir>/test/support/runtime/environment.cjs',
  runtime: '<rootDir>/test/support/runtime/runtime.cjs',
  setupFiles: ['<rootDir>/test/support/threads.cjs'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/', '<rootDir>/var/'],
};

/** Every file brings the whole service with it: two at a time even on two cores, and at most what one server can serve. */
const maxWorkers = Math.min(4, Math.max(2, require('node:os').availableParallelism() - 1));

/** One server for all projects that need one: a path that several name is run once. */
const withPostgres = {
  globalSetup: '<rootDir>/test/support/shared-postgres.ts',
  globalTeardown: '<rootDir>/test/support/stop-shared-postgres.ts',
};

module.exports = {
  rootDir,
  testTimeout: 60_000,
  maxWorkers,
  // A worker keeps memory of each file that it ran; over this it is replaced by a fresh one.
  workerIdleMemoryLimit: '700MB',
  projects: [
    { ...shared, displayName: 'unit', testRegex: 'test/.*\\.spec\\.ts$' },
    { ...shared, ...withPostgres, displayName: 'e2e', testRegex: 'test/.*\\.e2e-spec\\.ts$' },
    { ...shared, ...withPostgres, displayName: 'browser', testRegex: 'test/browser/.*\\.browser-spec\\.ts$' },
  ],
};
