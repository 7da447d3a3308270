'use strict';
/** Sign-ins that come all at once, by names that nobody has: compared for as long as any. Run as a thread it goes on until it is told to stop. */
const { isMainThread, parentPort, workerData } = require('node:worker_threads');

const { fetch, performance } = globalThis;

const AT_ONCE = 64;
let names = 0;

/** Each from an address of its own, as at the beginning of a day: one address alone may fail sixty times a minute. */
const addressOf = (name) => `10.${(name >> 16) & 255}.${(name >> 8) & 255}.${name & 255}`;

/** One request with no token; the status, whether it says when to come again, and when it was answered. */
async function ask(base, started) {
  const body = { userName: `storm-${(names += 1)}`, password: 'correct horse battery', code: '000000' };
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': addressOf(names) };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${base}/sessions`, init);
  await response.arrayBuffer();
  return { status: response.status, again: response.headers.has('retry-after'), at: performance.now() - started };
}

async function storm(base) {
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => ask(base, started)));
  const compared = answers.filter(({ status }) => status === 401);
  const refused = answers.filter(({ status }) => status === 503);
  return {
    compared: compared.length,
    refused: refused.length,
    allSayWhen: refused.every(({ again }) => again),
    seconds: Math.max(...compared.map(({ at }) => at)) / 1000,
  };
}

if (!isMainThread) {
  let isOver = false;
  parentPort.once('message', () => (isOver = true));
  void (async () => {
    while (!isOver) await storm(workerData);
    parentPort.postMessage('over');
  })();
}

module.exports = { AT_ONCE, storm };
