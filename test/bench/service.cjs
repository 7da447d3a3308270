'use strict';
/** What the benchmarks of the service share: the built service on a database of its own, a client, and a bare peer. */
const { mkdtempSync, rmSync } = require('node:fs');
const http = require('node:http');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { randomUUID } = require('node:crypto');
const { Client } = require('pg');
require('reflect-metadata');

const DIST = resolve(__dirname, '../../dist/src');
/** Of somebody who may all that a program may; made when the service is opened. */
let token = '';

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];

/** A client that keeps its connections; resolves to the parsed answer, or throws what was answered. */
function clientOf(clients) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const ask = (method, url, body) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['content-length'] = Buffer.byteLength(text);
      headers['idempotency-key'] = randomUUID();
    }
    return new Promise((done, failed) => {
      const request = http.request(url, { method, agent, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
        response.on('end', () => (response.statusCode < 300 ? done(JSON.parse(answer)) : failed(new Error(answer))));
      });
      request.on('error', failed).end(text);
    });
  };
  return { get: (url) => ask('GET', url), post: (url, body) => ask('POST', url, body), close: () => agent.destroy() };
}

/** Requests a second over some seconds, every client waiting for its answer before it asks again. */
async function load(seconds, asks) {
  const until = Date.now() + seconds * 1000;
  const started = process.hrtime.bigint();
  const counts = await Promise.all(
    asks.map(async (ask) => {
      let count = 0;
      for (; Date.now() < until; count += 1) await ask();
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / (Number(process.hrtime.bigint() - started) / 1e9);
}

/** The token of somebody new with every role of those who work on the record. */
async function staffToken(app) {
  const of = (path) => require(join(DIST, 'access', path));
  const { operatorActor } = require(join(DIST, 'kernel/actor.js'));
  const { SCOPES } = of('policy/permissions.js');
  const [actor, invite] = [operatorActor(), { userName: 'bench', printedName: 'Bench' }];
  const { person } = await app.get(of('people/people.service.js').People).invite(actor, invite);
  for (const kind of ['training', 'identity-verification']) {
    const paper = { kind, title: 'Bench', doneOn: '2026-01-01' };
    await app.get(of('people/qualifications.service.js').Qualifications).record(actor, person.id, paper);
  }
  const roles = app.get(of('people/role-assignments.service.js').RoleAssignments);
  for (const role of ['specialist', 'quality-lead', 'approver']) await roles.give(actor, person.id, role, 'Bench');
  const tokens = app.get(of('tokens/api-tokens.service.js').ApiTokens);
  return (await tokens.issue(actor, person.id, { name: 'Bench', scopes: SCOPES, days: 1 })).secret;
}

/** The built service, listening on a free port, on an embedded database in a temporary folder. */
async function openService() {
  const dataDir = mkdtempSync(join(tmpdir(), 'service-bench-'));
  const { startEmbeddedPostgres } = require(join(DIST, 'database/embedded/embedded-postgres.js'));
  const { migrate } = require(join(DIST, 'database/migrate.js'));
  const { createApp } = require(join(DIST, 'app.setup.js'));
  const { OperatorToken } = require(join(DIST, 'access/operator-token.js'));
  const { FileContentStore } = require(join(DIST, 'storage/file-content-store.js'));
  const { sha256 } = require(join(DIST, 'kernel/digest.js'));
  const { systemClock } = require(join(DIST, 'kernel/clock.js'));
  const server = await startEmbeddedPostgres({ dataDir, tell: () => undefined });
  await migrate(server.ownerUrl, 'predicate_app', 'predicate_sequencer');
  const app = await createApp({
    ...{
      databaseUrl: server.applicationUrl,
      store: new FileContentStore(join(dataDir, 'content')),
      clock: systemClock,
    },
    ...{
      operatorToken: new OperatorToken(sha256('bench-operator-token-of-forty-characters')),
      maxFileBytes: 2 ** 30,
      requestsPerMinute: 0,
      trustedProxies: ['127.0.0.1/32'],
    },
    log: { sequencerUrl: server.sequencerUrl, origin: null, keyFile: join(dataDir, 'keys', 'log.key') },
  });
  token = await staffToken(app);
  await app.listen(0, '127.0.0.1');
  return {
    ...{ app, server },
    token: () => token,
    base: `${(await app.getUrl()).replace('[::1]', '127.0.0.1')}/api/v1`,
    close: async () => {
      await app.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A connection to the service's database, past everything that it refuses its own roles. */
async function superuserOf(server) {
  const url = new URL(server.superuserUrl);
  url.pathname = '/predicate';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return client;
}

/** Statements as the superuser. */
async function asSuperuser(server, ...statements) {
  const client = await superuserOf(server);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

module.exports = { asSuperuser, DIST, clientOf, load, median, openService, percentile, superuserOf };
