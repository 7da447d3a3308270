'use strict';
/**
 * What integrity costs a write, with 2 ms added to each flush of a commit: the audited write beside the same statements
 * that do not enter the log, beside the same with nothing that ties or stamps the event either, and beside a chain that
 * each write links under a lock on its head.
 */
const { createHash } = require('node:crypto');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { Client } = require('pg');
const { v7 } = require('uuid');
const { DIST, load, median, percentile, superuserOf } = require('./service.cjs');

const CLIENTS = 16;
const SECONDS = 3;
const TIMES = 5;
const FLUSH_MS = 2;
/** Of the columns of `record_acts`. */
const ACT_TYPES = 'uuid timestamptz text text bytea text text text text uuid jsonb'.split(' ');

/** What enters an event into the log, and what ties a row to its event; off, the same statements write the same rows. */
const LOGGED = [['audit_event', 'audit_event_enters_outbox']];
const TIES = [
  ['organization', 'organization_is_audited'],
  ['record_revision', 'record_revision_is_of_its_event'],
  ['audit_event', 'audit_event_stamp'],
];

const PREPARE = [
  `ALTER DATABASE predicate SET commit_delay = ${FLUSH_MS * 1000}`,
  'ALTER DATABASE predicate SET commit_siblings = 0',
  "ALTER TABLE audit_event ALTER txid SET DEFAULT 0, ALTER recorded_at SET DEFAULT now(), ALTER db_user SET DEFAULT ''",
  'CREATE TABLE chain_head (hash bytea NOT NULL)',
  `INSERT INTO chain_head VALUES ('')`,
  'GRANT SELECT, UPDATE ON chain_head TO predicate_app',
];

const turn = (verb, triggers) =>
  triggers.map(([table, trigger]) => `ALTER TABLE ${table} ${verb} TRIGGER ${trigger}`).join('; ');

/** One write as the service sends it: the row, the event with its history, the commit. */
function writer(client, organizationId) {
  const { canonicalBytes, digestOf, sha256 } = require(join(DIST, 'kernel/digest.js'));
  const { inOneGo, prepared, statement } = require(join(DIST, 'database/statements.js'));
  const [start, commit] = [statement('START TRANSACTION'), statement('COMMIT')];
  let revision = 1;
  let before = null;
  return async (isChained) => {
    revision += 1;
    const [event, at] = [v7(), new Date()];
    const snapshot = { id: organizationId, name: `Bench ${organizationId}`, country: 'US', place: null, revision };
    const after = digestOf(snapshot);
    const payload = canonicalBytes({
      ...{ schema: 'predicate/audit-event/1', id: event, at: at.toISOString(), act: 'organization.revised' },
      ...{ actor: { id: 'operator', name: 'Operator', role: 'operator' }, requestId: v7(), reason: null },
      subject: { type: 'organization', id: organizationId },
      changes: [{ type: 'organization', id: organizationId, before: before ?? after, after }],
    });
    before = after;
    const row = prepared('row', 'UPDATE organization SET revision = $2 WHERE id = $1', organizationId, revision);
    const act = prepared(
      ...['act', `SELECT record_acts(${ACT_TYPES.map((type, at) => `$${at + 1}::${type}[]`)})`],
      ...[
        ...[event, at, 'organization.revised', null, payload, sha256(payload), 'operator', 'Operator'],
        ...['organization', organizationId],
        JSON.stringify([{ id: v7(), type: 'organization', record: organizationId, sha256: after, snapshot }]),
      ].map((value) => [value]),
    );
    if (!isChained) {
      await inOneGo(client, [start, row]);
      await inOneGo(client, [act, commit]);
      return;
    }
    const [, , head] = await inOneGo(client, [start, row, prepared('head', 'SELECT hash FROM chain_head FOR UPDATE')]);
    const next = createHash('sha256').update(head.rows[0].hash).update(payload).digest();
    await inOneGo(client, [act, prepared('link', 'UPDATE chain_head SET hash = $1', next), commit]);
  };
}

async function writersOf(url, ids) {
  const clients = ids.map(() => new Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  const writes = clients.map((client, at) => writer(client, ids[at]));
  return { writes, close: () => Promise.all(clients.map((client) => client.end())) };
}

/** The age of the oldest event that waits for the log by the instant in its id, looked at while the load runs, in milliseconds. */
async function watched(admin, work) {
  const ages = [];
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const { rows } = await admin.query(
        `SELECT coalesce(extract(epoch FROM clock_timestamp() - uuid_extract_timestamp(
           (SELECT event_id FROM audit_outbox ORDER BY event_id LIMIT 1))) * 1000, 0)::float8 AS age`,
      );
      ages.push(rows[0].age);
      await sleep(25);
    }
  })();
  const outcome = await work();
  isOver = true;
  await looking;
  return { outcome, ages };
}

/** The ways in turns; what is audited is watched for how late it comes into the log. */
async function inTurns(admin, ways) {
  const runs = [];
  for (let time = 0; time <= TIMES; time += 1) {
    const { outcome: audited, ages } = await watched(admin, () => load(SECONDS, ways.write));
    await admin.query(turn('DISABLE', LOGGED));
    const unlogged = await load(SECONDS, ways.write);
    await admin.query(turn('DISABLE', TIES));
    const free = await load(SECONDS, ways.write);
    const chained = ways.chained ? await load(SECONDS, ways.chained) : null;
    await admin.query(turn('ENABLE', [...LOGGED, ...TIES]));
    runs.push({ audited, unlogged, free, chained, ages });
  }
  return runs.slice(1);
}

const round = (value, digits = 2) => Number(value.toFixed(digits));

function figuresOf(runs) {
  const of = (way) => median(runs.map((run) => run[way]));
  const ages = runs.flatMap((run) => run.ages);
  return {
    auditedPerSecond: Math.round(of('audited')),
    unloggedPerSecond: Math.round(of('unlogged')),
    freePerSecond: Math.round(of('free')),
    auditedToUnlogged: round(of('audited') / of('unlogged')),
    auditedToFree: round(of('audited') / of('free')),
    ...(runs[0].chained === null
      ? {}
      : { chainedPerSecond: Math.round(of('chained')), auditedToChained: round(of('audited') / of('chained'), 1) }),
    lagMs: { p50: Math.round(percentile(ages, 0.5)), p99: Math.round(percentile(ages, 0.99)) },
  };
}

/** Figures in SQL and through the service, on a service that feeds its log all the while. */
exports.integrity = async (service, client) => {
  const admin = await superuserOf(service.server);
  try {
    for (const statement of PREPARE) await admin.query(statement);
    const ids = [];
    for (let at = 0; at < CLIENTS; at += 1) {
      ids.push((await client.post(`${service.base}/organizations`, { name: `Bench ${at}`, country: 'US' })).id);
    }
    const { writes, close } = await writersOf(service.server.applicationUrl, ids);
    const asks = (isChained) => writes.map((write) => () => write(isChained));
    const sql = figuresOf(await inTurns(admin, { write: asks(false), chained: asks(true) }));
    await close();
    let number = 0;
    const create = () => client.post(`${service.base}/organizations`, { name: `Org ${(number += 1)}`, country: 'US' });
    const creates = Array.from({ length: CLIENTS }, () => create);
    const through = figuresOf(await inTurns(admin, { write: creates }));
    return { flushMs: FLUSH_MS, clients: CLIENTS, sql, service: through };
  } finally {
    await admin.end();
  }
};
