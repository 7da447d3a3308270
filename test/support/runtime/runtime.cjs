'use strict';
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const TESTS = resolve(__dirname, '../..') + sep;
/** The parts of jest that keep the state of one file; each file gets them fresh. */
const OF_ONE_FILE = ['jest-circus'].map((name) => `${sep}node_modules${sep}${name}${sep}`);
const OPTIONS = {
  ...{ isInternalModule: false, supportsDynamicImport: false, supportsExportNamespaceFrom: false },
  ...{ supportsStaticESM: false, supportsTopLevelAwait: false, collectCoverage: false, collectCoverageFrom: [] },
};

/** Where the source maps lie of what was compiled, by file. */
const sourceMaps = new Map();
/** What jest was set to compile with; it is the same for every file of a project. */
let transformer;

require.extensions['.ts'] = (module, filename) => {
  const { code, sourceMapPath } = transformer.transform(filename, OPTIONS, readFileSync(filename, 'utf8'));
  if (sourceMapPath !== null) sourceMaps.set(filename, sourceMapPath);
  module._compile(code, filename);
};

/** Our sources name each other as they are named once they are compiled, where they are imported late: `./ground.js`. */
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  const isOurs = parent?.filename?.endsWith('.ts') === true && /^\.{1,2}\/.*\.js$/.test(request);
  return resolveFilename(isOurs ? request.slice(0, -'.js'.length) : request, parent, ...rest);
};

/** Forgets what belongs to one file: its own modules, and the parts of jest that count its tests. */
function forget() {
  for (const path of Object.keys(require.cache)) {
    const isTest = path.startsWith(TESTS) && !path.startsWith(join(__dirname, sep));
    if (isTest || OF_ONE_FILE.some((part) => path.includes(part))) delete require.cache[path];
  }
}

/**
 * Loads the program and its packages once for each worker of jest, as Node loads them, and not anew for every test file:
 * that took most of the time of all end-to-end tests. Test files and what they share are still loaded for each file.
 */
class KeptModules extends Runtime {
  constructor(...given) {
    const { getBuiltinModule } = process;
    super(...given);
    process.getBuiltinModule = getBuiltinModule;
    [, , , transformer] = given;
    this.testFile = given[6];
    forget();
  }

  requireModule(from, moduleName) {
    return require(moduleName === undefined ? from : require.resolve(moduleName, { paths: [from] }));
  }

  requireInternalModule(from, moduleName) {
    return this.requireModule(from, moduleName);
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    globalThis.jest = this.jestGlobals.jestObjectFor(this.testFile);
  }

  getSourceMaps() {
    return sourceMaps;
  }
}

module.exports = KeptModules;
