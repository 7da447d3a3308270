'use strict';
const { ModuleMocker } = require('jest-mock');

/** What jest-circus keeps on the global object for one file: its handlers, and the timeout that the file asked for. */
const OF_ONE_FILE = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL'].map((name) => Symbol.for(name));

/** What Node puts on the global object and lets be written, as it is before any file. */
const GLOBALS = Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(([, { writable }]) => writable);

/**
 * The world of a test file is that of its worker, and no copy of it: so `instanceof` holds everywhere, and what is loaded
 * once is loaded for all. What a file changes of the process is put back after it.
 */
class WorkerEnvironment {
  constructor() {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = null;
    const { env, exit, exitCode, getBuiltinModule, execArgv } = process;
    this.before = { console, env: { ...env }, process: { exit, exitCode, getBuiltinModule, execArgv: [...execArgv] } };
    this.listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  }

  async setup() {}

  async teardown() {
    for (const [name, { value }] of GLOBALS) if (globalThis[name] !== value) globalThis[name] = value;
    globalThis.console = this.before.console;
    for (const name of Object.keys(process.env)) if (!(name in this.before.env)) delete process.env[name];
    Object.assign(process.env, this.before.env);
    Object.assign(process, this.before.process);
    for (const name of process.eventNames())
      for (const listener of process.rawListeners(name))
        if (!this.listeners.get(name)?.includes(listener)) process.removeListener(name, listener);
    for (const symbol of OF_ONE_FILE) delete globalThis[symbol];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}

module.exports = WorkerEnvironment;
