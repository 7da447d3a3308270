'use strict';
/** Sign-ins that come all at once and what others feel of it; one permission; one assertion of a passkey. */
const { createHash, generateKeyPairSync, randomBytes, sign } = require('node:crypto');
const { once } = require('node:events');
const { join } = require('node:path');
const { Worker } = require('node:worker_threads');
const { AT_ONCE, storm } = require('./storm.cjs');
const { clientOf, DIST, median, openService, percentile } = require('./service.cjs');

const STORMS = 5;
const READERS = 4;
const SECONDS = 4;
const TARGET = { stormSeconds: 2, rise: 0.5, permissionMicros: 50, assertionMillis: 2 };

const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Milliseconds of reads by some clients until it is over. */
async function timed(get, url, isOver) {
  const taken = [];
  const client = async () => {
    while (!isOver()) {
      const started = now();
      await get(url);
      taken.push(now() - started);
    }
  };
  await Promise.all(Array.from({ length: READERS }, client));
  return percentile(taken, 0.99);
}

async function others({ get, post }, base) {
  const { id } = await post(`${base}/organizations`, { name: 'Read meanwhile', country: 'US' });
  const url = `${base}/organizations/${id}`;
  const span = () => {
    const until = Date.now() + SECONDS * 1000;
    return () => Date.now() > until;
  };
  await timed(get, url, span());
  const runs = [];
  for (let time = 0; time < 3; time += 1) {
    const quiet = await timed(get, url, span());
    const storming = new Worker(join(__dirname, 'storm.cjs'), { workerData: base });
    const during = await timed(get, url, span());
    storming.postMessage('stop');
    await once(storming, 'exit');
    runs.push({ quiet, during });
  }
  const [quiet, during] = [median(runs.map((run) => run.quiet)), median(runs.map((run) => run.during))];
  return { quietP99: quiet, stormP99: during, rise: during / quiet - 1 };
}

function permissions() {
  const { verdictOn } = require(join(DIST, 'access/policy/policy.rules.js'));
  const { PERMISSIONS } = require(join(DIST, 'access/policy/permissions.js'));
  const names = Object.keys(PERMISSIONS);
  const asking = { via: 'session', roles: ['contributor', 'reviewer', 'approver'], isFresh: true, scopes: null };
  const at = { now: new Date(), grants: [], isBounded: false };
  const count = 200_000;
  let allowed = 0;
  const started = now();
  for (let index = 0; index < count; index += 1) {
    if ('role' in verdictOn(asking, names[index % names.length], at)) allowed += 1;
  }
  return { micros: ((now() - started) * 1000) / count, allowed };
}

/** COSE_Key of ES256 (RFC 9052 §7): the coordinates behind a fixed head. */
const coseOf = ({ x, y }) =>
  Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);

function assertions() {
  const { verifyAssertion } = require(join(DIST, 'access/passkeys/assertion.rules.js'));
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
  const expected = {
    challenge: randomBytes(32),
    origin: 'https://predicate.example.org',
    rpId: 'predicate.example.org',
  };
  const said = { type: 'webauthn.get', challenge: expected.challenge.toString('base64url'), origin: expected.origin };
  const clientDataJSON = Buffer.from(JSON.stringify({ ...said, crossOrigin: false }));
  const authenticatorData = Buffer.concat([sha256(expected.rpId), Buffer.from([0x05, 0, 0, 0, 1])]);
  const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), privateKey);
  const credentialPublicKey = coseOf(publicKey.export({ format: 'jwk' }));
  const assertion = { credentialPublicKey, authenticatorData, clientDataJSON, signature };
  const taken = [];
  for (let time = 0; time < 3000; time += 1) {
    const started = now();
    if (!verifyAssertion(assertion, expected).isValid) throw new Error('The assertion is not verified');
    taken.push(now() - started);
  }
  return { p50Millis: percentile(taken.slice(500), 0.5), p99Millis: percentile(taken.slice(500), 0.99) };
}

async function run() {
  const permission = permissions();
  const assertion = assertions();
  const { base, close } = await openService();
  const client = clientOf(READERS);
  try {
    await storm(base);
    const storms = [];
    for (let time = 0; time < STORMS; time += 1) storms.push(await storm(base));
    const seconds = median(storms.map((one) => one.seconds));
    const felt = await others(client, base);
    const [one] = storms;
    console.log(
      `  ${AT_ONCE} sign-ins at once: ${one.compared} compared within ${seconds.toFixed(2)} s (target ${TARGET.stormSeconds}), ` +
        `${one.refused} refused${one.allSayWhen ? ', each told when to come again' : ', NOT all told when'}`,
    );
    console.log(
      `  reads by others, p99: ${felt.quietP99.toFixed(1)} ms, during storms ${felt.stormP99.toFixed(1)} ms ` +
        `(${Math.round(felt.rise * 100)} % more; target below ${TARGET.rise * 100} %)`,
    );
    console.log(`  one permission: ${permission.micros.toFixed(2)} µs (target ${TARGET.permissionMicros})`);
    console.log(
      `  one ES256 assertion: p50 ${assertion.p50Millis.toFixed(2)} ms, p99 ${assertion.p99Millis.toFixed(2)} ms (target ${TARGET.assertionMillis})`,
    );
    return { storms, seconds, felt, permission, assertion };
  } finally {
    client.close();
    await close();
  }
}

module.exports = { run };
