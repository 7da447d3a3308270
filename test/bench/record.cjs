'use strict';
/**
 * Evidence recorded a second over HTTP by 16 clients, beside a bare Fastify that inserts the same row with no audit; then
 * what integrity costs a write on a disk whose flush takes longer.
 */
const { Pool } = require('pg');
const { fastify } = require('fastify');
const { v7 } = require('uuid');
const { asSuperuser, clientOf, load, median, openService } = require('./service.cjs');
const { integrity } = require('./integrity.cjs');

const CLIENTS = 16;
const SECONDS = 3;
const TIMES = 5;

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

/** The same columns and checks, with no trigger that asks for an audit event. */
const BARE_TABLE = [
  'CREATE TABLE bare_evidence (LIKE evidence INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING IDENTITY)',
  'GRANT SELECT, INSERT ON bare_evidence TO predicate_app',
];

async function registerVersions({ post }, base) {
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
      `INSERT INTO bare_evidence (id, version_id, kind, pillar, title, performed_on, performed_by, illustrative, stated_facts,
         late_entry, after_release, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, false, '[]', false, false, 'bench', now()) RETURNING *`,
      [v7(), versionId, kind, pillar, title, performedOn, performedBy],
    );
    return reply.status(201).send(rows[0]);
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/evidence`, close: () => Promise.all([app.close(), pool.end()]) };
}

exports.run = async () => {
  const service = await openService();
  const client = clientOf(CLIENTS);
  try {
    const urls = await registerVersions(client, service.base);
    await asSuperuser(service.server, ...BARE_TABLE);
    const peer = await bare(service.server.applicationUrl, urls[0].split('/').at(-2));
    const ours = urls.map((url) => () => client.post(url, evidence));
    const bareOnes = urls.map(() => () => client.post(peer.url, evidence));
    await load(SECONDS, ours);
    await load(SECONDS, bareOnes);
    const runs = [];
    for (let time = 0; time < TIMES; time += 1) {
      runs.push({ ours: await load(SECONDS, ours), bare: await load(SECONDS, bareOnes) });
    }
    await peer.close();
    const [recorded, plain] = [median(runs.map((run) => run.ours)), median(runs.map((run) => run.bare))];
    const figures = {
      clients: CLIENTS,
      recordedPerSecond: Math.round(recorded),
      barePerSecond: Math.round(plain),
      ratioToBare: Number((recorded / plain).toFixed(2)),
      integrity: await integrity(service, client),
    };
    console.dir(figures, { depth: 4 });
    return figures;
  } finally {
    client.close();
    await service.close();
  }
};
