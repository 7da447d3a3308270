'use strict';
/** Threads of the service are told to load what its process was: under jest that is the compiler of our sources. */
process.execArgv.push('--require', require('node:path').join(__dirname, 'swc-require.cjs'));
