'use strict';
/** Asks for one address again and again, one request at a time, from a thread of its own: reading costs the service nothing. */
const http = require('node:http');
const { parentPort, Worker } = require('node:worker_threads');

const agent = new http.Agent({ keepAlive: true });

/** The status and the bytes of one answer. */
const ask = (url, headers) =>
  new Promise((done, failed) => {
    http
      .get(url, { agent, headers }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => done({ status: response.statusCode, bytes: Buffer.concat(parts) }));
      })
      .on('error', failed);
  });

/** How long each of so many answers took, in milliseconds. */
async function timed({ url, headers, times }) {
  const took = [];
  for (let time = 0; time < times; time += 1) {
    const started = process.hrtime.bigint();
    const { status, bytes } = await ask(url, headers);
    if (status !== 200) throw new Error(`${url} was answered ${status}: ${bytes.toString().slice(0, 300)}`);
    took.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return took;
}

parentPort?.on('message', (asked) => {
  timed(asked).then(
    (took) => parentPort.postMessage({ took }),
    (error) => parentPort.postMessage({ error: error.message }),
  );
});

/** A thread that asks; `timed` answers how long each time took. */
function openAsker() {
  const worker = new Worker(require.resolve('./asker.cjs'));
  return {
    timed: (asked) =>
      new Promise((done, failed) => {
        worker.once('message', ({ took, error }) => (took === undefined ? failed(new Error(error)) : done(took)));
        worker.postMessage(asked);
      }),
    close: () => worker.terminate(),
  };
}

module.exports = { ask, openAsker, agent };
