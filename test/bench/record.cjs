'use strict';
/** Evidence recorded a second over HTTP by 16 clients, beside a bare Fastify that inserts the same row with no audit. */
const { mkdtempSync, rmSync } = require('node:fs');
const http = require('node:http');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { Pool } = require('pg');
const { fastify } = require('fastify');
const { v7 } = require('uuid');
require('reflect-metadata');

const DIST = resolve(__dirname, '../../dist/src');
const CLIENTS = 16;
const SECONDS = 3;
const TIMES = 5;
const TOKEN = 'bench-operator-token-of-forty-characters';

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });

function post(url, body) {
  const text = JSON.stringify(body);
  return new Promise((done, failed) => {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
      response.on('end', () => (response.statusCode === 201 ? done(JSON.parse(answer)) : failed(new Error(answer))));
    });
    request.on('error', failed).end(text);
  });
}

const evidence = {
  ...{
    kind: 'benchmark',
    pillar: 'analytical',
    title: 'A benchmark',
    performedBy: 'Bench',
    files: [],
    statedFacts: [],
  },
  performedOn: new Date().toISOString().slice(0, 10),
};

/** Requests a second, each client waiting for its answer before it asks again. */
async function load(urls) {
  const until = Date.now() + SECONDS * 1000;
  const started = process.hrtime.bigint();
  const counts = await Promise.all(
    urls.map(async (url) => {
      let count = 0;
      for (; Date.now() < until; count += 1) await post(url, evidence);
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / (Number(process.hrtime.bigint() - started) / 1e9);
}

async function registerVersions(base) {
  const model = await post(`${base}/models`, { kind: 'own', name: 'Bench', description: 'A model' });
  const urls = [];
  for (let at = 0; at < CLIENTS; at += 1) {
    const version = await post(`${base}/models/${model.id}/versions`, {
      ...{
        label: `Bench ${at}`,
        semanticVersion: `1.0.${at}`,
        artifacts: [],
        trainingData: [],
        changeSummary: 'Bench',
      },
    });
    urls.push(`${base}/versions/${version.id}/evidence`);
  }
  return urls;
}

async function bare(url, versionId) {
  const pool = new Pool({ connectionString: url, max: 20 });
  const app = fastify();
  app.post('/evidence', async (request, reply) => {
    const { kind, pillar, title, performedOn, performedBy } = request.body;
    const { rows } = await pool.query(
      `INSERT INTO evidence (id, version_id, kind, pillar, title, performed_on, performed_by, illustrative, stated_facts,
         late_entry, after_release, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, false, '[]', false, false, 'bench', now()) RETURNING *`,
      [v7(), versionId, kind, pillar, title, performedOn, performedBy],
    );
    return reply.status(201).send(rows[0]);
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/evidence`, close: () => Promise.all([app.close(), pool.end()]) };
}

async function openService(dataDir) {
  const { startEmbeddedPostgres } = require(join(DIST, 'database/embedded/embedded-postgres.js'));
  const { migrate } = require(join(DIST, 'database/migrate.js'));
  const { createApp } = require(join(DIST, 'app.setup.js'));
  const { OperatorToken } = require(join(DIST, 'access/operator-token.js'));
  const { FileContentStore } = require(join(DIST, 'storage/file-content-store.js'));
  const { sha256 } = require(join(DIST, 'kernel/digest.js'));
  const { systemClock } = require(join(DIST, 'kernel/clock.js'));
  const server = await startEmbeddedPostgres({ dataDir, tell: () => undefined });
  await migrate(server.ownerUrl, 'predicate_app');
  const app = await createApp({
    ...{
      databaseUrl: server.applicationUrl,
      store: new FileContentStore(join(dataDir, 'content')),
      clock: systemClock,
    },
    ...{ operatorToken: new OperatorToken(sha256(TOKEN)), maxFileBytes: 2 ** 30 },
  });
  await app.listen(0, '127.0.0.1');
  return { app, server, base: `${(await app.getUrl()).replace('[::1]', '127.0.0.1')}/api/v1` };
}

exports.run = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'record-bench-'));
  const { app, server, base } = await openService(dataDir);
  try {
    const urls = await registerVersions(base);
    const peer = await bare(server.applicationUrl, urls[0].split('/').at(-2));
    const peerUrls = urls.map(() => peer.url);
    await load(urls);
    await load(peerUrls);
    const ours = [];
    const bareOnes = [];
    for (let time = 0; time < TIMES; time += 1) {
      ours.push(await load(urls));
      bareOnes.push(await load(peerUrls));
    }
    await peer.close();
    const figures = {
      clients: CLIENTS,
      recordedPerSecond: Math.round(median(ours)),
      barePerSecond: Math.round(median(bareOnes)),
      ratioToBare: Number((median(ours) / median(bareOnes)).toFixed(2)),
    };
    console.table(figures);
    return figures;
  } finally {
    agent.destroy();
    await app.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
