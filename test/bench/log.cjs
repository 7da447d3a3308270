'use strict';
/** A log of a million entries: how fast it is made, verified whole, and asked for proofs; and how fast files come in. */
const { createReadStream, mkdtempSync, rmSync } = require('node:fs');
const { open } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { clearInterval, setInterval } = require('node:timers');
const { Client } = require('pg');
const { DIST, clientOf, median, openService, percentile, superuserOf } = require('./service.cjs');
const { fillTrail } = require('./million.cjs');

const TIMES = 5;
const PROOFS = 2_000;
const FILE_BYTES = 2 ** 31;
const CHUNK = 2 ** 20;

const secondsOf = async (work) => {
  const started = process.hrtime.bigint();
  const outcome = await work();
  return { outcome, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
};

/** Until every event is in the log and a checkpoint covers it. */
async function untilSigned(admin, events) {
  for (;;) {
    const { rows } = await admin.query('SELECT coalesce(max(size), 0)::int AS signed FROM log_checkpoint');
    if (rows[0].signed >= events) return;
    await sleep(50);
  }
}

/** Entries a second, from the bytes in the database to the root, in one process. */
async function verifications(url) {
  const { DatabaseLog } = require(join(DIST, 'audit-trail/verify/database-log.js'));
  const { verifyLog } = require(join(DIST, 'audit-trail/verify/verify-log.js'));
  const { verifierKeyIn } = require(join(DIST, 'audit-trail/log/note-key.js'));
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const rates = [];
  const shares = [];
  for (let time = 0; time < TIMES; time += 1) {
    const log = await DatabaseLog.open(client);
    const before = process.cpuUsage();
    const { outcome, seconds } = await secondsOf(() =>
      verifyLog(log, { log: [verifierKeyIn(log.vkey)], witnesses: [], authorities: null }),
    );
    const { user, system } = process.cpuUsage(before);
    if (outcome.findings.length > 0) throw new Error(JSON.stringify(outcome.findings));
    rates.push(outcome.size / seconds);
    shares.push((user + system) / 1e6 / seconds);
  }
  await client.end();
  return { entriesPerSecond: Math.round(median(rates)), ownCores: Number(median(shares).toFixed(2)) };
}

/** Milliseconds of an inclusion proof over HTTP, one after another, of entries anywhere in the log. */
async function proofs({ base }, { get }, events) {
  const times = [];
  for (let at = 0; at < PROOFS; at += 1) {
    const index = Math.floor(Math.random() * events);
    const { seconds } = await secondsOf(() => get(`${base}/log/proofs/inclusion?index=${index}`));
    times.push(seconds * 1000);
  }
  const of = (share) => Number(percentile(times.slice(PROOFS / 10), share).toFixed(2));
  return { p50: of(0.5), p99: of(0.99) };
}

async function* noise(chunk, bytes) {
  for (let at = 0; at < bytes; at += chunk.length) {
    chunk.writeUInt32LE(at / chunk.length, 0);
    yield Buffer.from(chunk);
  }
}

/** Megabytes a second into the store, durable and hashed, out of a file; and the most memory that was held. */
async function ingest() {
  const { FileContentStore } = require(join(DIST, 'storage/file-content-store.js'));
  const folder = mkdtempSync(join(tmpdir(), 'service-bench-'));
  const rates = [];
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  try {
    for (let time = 0; time < TIMES; time += 1) {
      const path = join(folder, `source-${time}`);
      const file = await open(path, 'w');
      await file.writeFile(noise(Buffer.alloc(CHUNK, time), FILE_BYTES));
      await file.close();
      const store = new FileContentStore(join(folder, 'content'));
      const { seconds } = await secondsOf(() => store.put(createReadStream(path, { highWaterMark: CHUNK })));
      rates.push(FILE_BYTES / 1e6 / seconds);
      rmSync(path);
      rmSync(join(folder, 'content'), { recursive: true, force: true });
    }
  } finally {
    clearInterval(watch);
    rmSync(folder, { recursive: true, force: true });
  }
  return { megabytesPerSecond: Math.round(median(rates)), peakMegabytes: Math.round(peak / 1e6) };
}

exports.run = async () => {
  const stored = await ingest();
  const service = await openService();
  const client = clientOf(1);
  const admin = await superuserOf(service.server);
  try {
    const made = secondsOf(async () => {
      const events = await fillTrail(admin);
      await untilSigned(admin, events);
      return events;
    });
    const { outcome: events, seconds } = await made;
    await admin.query('VACUUM ANALYZE audit_event, log_leaf, log_tile');
    const figures = {
      entries: events,
      madeAndLoggedPerSecond: Math.round(events / seconds),
      verify: await verifications(service.server.applicationUrl),
      proofMs: await proofs(service, client, events),
      ingest: stored,
    };
    console.dir(figures, { depth: 4 });
    return figures;
  } finally {
    await admin.end();
    client.close();
    await service.close();
  }
};
