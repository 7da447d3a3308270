'use strict';
/** Reads, creates, long lists and the strict parser, beside a plain Fastify on the same database in the same run. */
const { join } = require('node:path');
const { Pool } = require('pg');
const { fastify } = require('fastify');
const { v7 } = require('uuid');
const { asSuperuser, DIST, clientOf, load, median, openService, percentile } = require('./service.cjs');

const CLIENTS = 16;
const SECONDS = 3;
const WARM_SECONDS = 6;
const TIMES = 5;
const LONG = 1_000_000;
const PAGE = 50;

/**
 * Fastify and pg by hand: a read by id; a bare INSERT; and what a careful hand would write, the row and the event that
 * tells it in one transaction. No validation, no keys, no history, no problem details.
 */
async function plainPeer(url) {
  const pool = new Pool({ connectionString: url, max: 20 });
  const app = fastify();
  app.get('/organizations/:id', async (request) => {
    const { rows } = await pool.query('SELECT * FROM organization WHERE id = $1', [request.params.id]);
    return rows[0];
  });
  const insert = (by, { name, country }) =>
    by.query('INSERT INTO bare_organization (id, name, country, created_at) VALUES ($1, $2, $3, now()) RETURNING *', [
      v7(),
      name,
      country,
    ]);
  app.post('/bare', async (request, reply) => reply.status(201).send((await insert(pool, request.body)).rows[0]));
  app.post('/audited', async (request, reply) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await insert(client, request.body);
      await client.query('INSERT INTO bare_event (id, at, act, subject_id, payload) VALUES ($1, now(), $2, $3, $4)', [
        v7(),
        'organization.registered',
        rows[0].id,
        Buffer.from(JSON.stringify(rows[0])),
      ]);
      await client.query('COMMIT');
      return reply.status(201).send(rows[0]);
    } finally {
      client.release();
    }
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { address, close: () => Promise.all([app.close(), pool.end()]) };
}

const BARE_TABLE = [
  'CREATE TABLE bare_organization (id uuid PRIMARY KEY, name text NOT NULL, country text NOT NULL, created_at timestamptz NOT NULL)',
  'CREATE TABLE bare_event (id uuid PRIMARY KEY, at timestamptz NOT NULL, act text NOT NULL, subject_id uuid NOT NULL, payload bytea NOT NULL)',
  'GRANT SELECT, INSERT ON bare_organization, bare_event TO predicate_app',
];

/** Ours beside each peer, in turns, after both have run long enough to be compiled. */
async function compare(ours, peers) {
  const sides = [ours, ...Object.values(peers)];
  for (const side of sides) await load(WARM_SECONDS, side);
  const runs = [];
  for (let time = 0; time < TIMES; time += 1) {
    const run = [];
    for (const side of sides) run.push(await load(SECONDS, side));
    runs.push(run);
  }
  const [mine, ...others] = sides.map((_, side) => Math.round(median(runs.map((run) => run[side]))));
  const named = Object.keys(peers).map((name, at) => [name, { perSecond: others[at], ratio: ratio(mine, others[at]) }]);
  return { perSecond: mine, ...Object.fromEntries(named) };
}

const ratio = (a, b) => Number((a / b).toFixed(2));
const each = (ask) => Array.from({ length: CLIENTS }, (_, client) => () => ask(client));

async function reads({ get, post }, base, address) {
  const { id } = await post(`${base}/organizations`, { name: 'Read often', country: 'US' });
  return compare(
    each(() => get(`${base}/organizations/${id}`)),
    { plain: each(() => get(`${address}/organizations/${id}`)) },
  );
}

async function creates({ post }, base, address) {
  let count = 0;
  const body = () => ({ name: `Organization ${(count += 1)}`, country: 'US' });
  return compare(
    each(() => post(`${base}/organizations`, body())),
    {
      audited: each(() => post(`${address}/audited`, body())),
      bare: each(() => post(`${address}/bare`, body())),
    },
  );
}

/** A million rows of evidence of one version, put there past the service, which would take a while. */
const manyRows = (versionId) => [
  'SET session_replication_role = replica',
  `INSERT INTO evidence (id, version_id, kind, title, performed_on, performed_by, illustrative, stated_facts, late_entry,
     after_release, recorded_by, recorded_at)
   SELECT (lpad(to_hex(1764000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, '${versionId}',
     'benchmark', 'Evidence ' || n, '2026-01-01', 'Bench', false, '[]', false, false, 'bench', '2026-01-02T00:00:00Z'::timestamptz + n * interval '1 ms'
   FROM generate_series(1, ${LONG}) n`,
  'VACUUM ANALYZE evidence',
  'CHECKPOINT',
];

async function pages({ get, post }, base, server) {
  const { id: modelId } = await post(`${base}/models`, { kind: 'own', name: 'Long', description: 'A model' });
  const { id } = await post(`${base}/models/${modelId}/versions`, {
    ...{ label: 'Long', semanticVersion: '1.0.0', artifacts: [], trainingData: [], changeSummary: 'Bench' },
  });
  await asSuperuser(server, ...manyRows(id));
  const timed = async (cursor) => {
    const started = process.hrtime.bigint();
    await get(`${base}/versions/${id}/evidence?limit=${PAGE}${cursor}`);
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  // As the service gives it out for row n: what a cursor is of, then the sort key and the id.
  const { next } = await get(`${base}/versions/${id}/evidence?limit=${PAGE}`);
  const [of] = JSON.parse(Buffer.from(next, 'base64url').toString());
  const cursorAt = (n) => {
    const digits = (1764000000000 + n).toString(16).padStart(12, '0');
    const uuid = `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
    const at = new Date(Date.UTC(2026, 0, 2) + n).toISOString();
    return `&cursor=${Buffer.from(JSON.stringify([of, at, uuid])).toString('base64url')}`;
  };
  const at = async (n) => {
    const times = [];
    for (let time = 0; time < 100; time += 1) times.push(await timed(n === 0 ? '' : cursorAt(n + time)));
    return Number(percentile(times, 0.95).toFixed(1));
  };
  const searched = async (q) => {
    const times = [];
    for (let time = 0; time < 100; time += 1) times.push(await timed(`&q=${q}`));
    return Number(percentile(times, 0.95).toFixed(1));
  };
  await at(0);
  return {
    ...{ firstP95Ms: await at(0), middleP95Ms: await at(LONG / 2), lastP95Ms: await at(LONG - 200) },
    ...{ frequentWordP95Ms: await searched('evidence'), rareWordP95Ms: await searched('777777') },
  };
}

function parser() {
  const { parseIJson } = require(join(DIST, 'http/ijson.js'));
  const records = Array.from({ length: 4_000 }, (_, n) => ({
    ...{ id: v7(), title: `A benchmark é ${n}`, value: n * 1.37, n, tags: ['a', 'b', null, true] },
    nested: { x: n, y: 'text "quoted" here' },
  }));
  const bytes = Buffer.from(JSON.stringify({ items: records }));
  const rate = (parse) => {
    const times = Array.from({ length: 25 }, () => {
      const started = process.hrtime.bigint();
      parse();
      return Number(process.hrtime.bigint() - started) / 1e9;
    });
    return bytes.length / 1e6 / median(times);
  };
  const [strict, plain] = [rate(() => parseIJson(bytes)), rate(() => JSON.parse(bytes.toString('utf8')))];
  return { megabytesPerSecond: Math.round(strict), jsonParse: Math.round(plain) };
}

exports.run = async () => {
  const service = await openService();
  const client = clientOf(CLIENTS);
  await asSuperuser(service.server, ...BARE_TABLE);
  const peer = await plainPeer(service.server.applicationUrl);
  try {
    const figures = {
      get: await reads(client, service.base, peer.address),
      create: await creates(client, service.base, peer.address),
      list: await pages(client, service.base, service.server),
      parser: parser(),
    };
    console.log(JSON.stringify(figures, null, 2));
    return figures;
  } finally {
    client.close();
    await peer.close();
    await service.close();
  }
};
