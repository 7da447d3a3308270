'use strict';
const { readFileSync } = require('node:fs');

/**
 * The most memory that this process has had, in bytes (`VmHWM` of proc(5)). `maxRSS` of getrusage(2) would not do where
 * a process was started by a larger one: Linux counts it from before `exec`. Where there is no `/proc`, it is taken.
 */
function mostMemory() {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kibibytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

module.exports = { mostMemory };
