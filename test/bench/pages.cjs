'use strict';
/**
 * What pages cost with 1,000 models, 10,000 versions and 100,000 pieces of evidence: how long they take to leave the
 * server, the queries that they ask, and the bytes that a browser gets for the first one.
 */
const { brotliCompressSync } = require('node:zlib');
const pg = require('pg');
const { agent, ask, openAsker } = require('./asker.cjs');
const { PAYLOAD } = require('./million.cjs');
const { asSuperuser, openService, percentile } = require('./service.cjs');

const MODELS = 1_000;
const VERSIONS = 10_000;
const EVIDENCE = 100_000;
const EVENTS = 100_000;
const TIMES = 60;
const TARGET = { p95Ms: 60, queries: 40, firstPageBytes: 150 * 1024, scriptBytes: 40 * 1024 };

/** An id of the house for row n of a table: UUIDv7 whose time is the row. */
const idOf = (table, n) =>
  `(lpad(to_hex(1764000000000 + ${n}), 12, '0') || '7${table}' || '8000' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const AT = "'2026-01-02T00:00:00Z'::timestamptz + n * interval '1 second'";

const SEED = [
  "SET session_replication_role = 'replica'",
  `INSERT INTO model (id, kind, name, description, illustrative, created_at, revision)
   SELECT ${idOf('001', 'n')}, 'own', 'Model ' || n, 'Drafts replies to messages of patients, number ' || n, false, ${AT}, 1
   FROM generate_series(1, ${MODELS}) n`,
  `INSERT INTO model_version (id, model_id, label, semantic_version, state, state_since, artifacts, training_data, change_summary, created_at, revision)
   SELECT ${idOf('002', 'n')}, ${idOf('001', `(1 + n % ${MODELS})`)}, 'Version ' || n, '1.' || n || '.0',
     (ARRAY['draft', 'in-review', 'released', 'retired'])[1 + n % 4], ${AT}, '[]', '[]', 'Trained on what came in until week ' || n, ${AT}, 1
   FROM generate_series(1, ${VERSIONS}) n`,
  `INSERT INTO software_function (id, model_id, ordinal, name, purpose, created_at)
   SELECT ${idOf('003', 'n')}, ${idOf('001', `(1 + n % ${MODELS})`)}, 1 + n / ${MODELS}, 'Function ' || n, 'Summarises', ${AT}
   FROM generate_series(1, ${VERSIONS}) n`,
  `INSERT INTO intended_use (id, function_id, revision, statement, medical_purpose, condition, population, users, environment,
     inputs, outputs, workflow_role, autonomy, exclusions, stated_by, stated_at)
   SELECT ${idOf('004', 'n')}, ${idOf('003', 'n')}, 1, 'Drafts what a clinician reads and sends, case ' || n, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'Bench', ${AT}
   FROM generate_series(1, ${VERSIONS}) n`,
  `INSERT INTO claim (id, function_id) SELECT ${idOf('005', 'n')}, ${idOf('003', 'n')} FROM generate_series(1, ${VERSIONS}) n`,
  `INSERT INTO claim_revision (id, claim_id, revision, statement, metric, comparator, threshold, population, minimum_n, stated_by, stated_at)
   SELECT ${idOf('006', 'n')}, ${idOf('005', 'n')}, 1, 'It answers right in most cases, number ' || n, 'acc', '>=', '0.85', 'Adults', 1000, 'Bench', ${AT}
   FROM generate_series(1, ${VERSIONS}) n`,
  `INSERT INTO evidence (id, version_id, kind, title, performed_on, performed_by, illustrative, stated_facts, late_entry, after_release, recorded_by, recorded_at)
   SELECT ${idOf('007', 'n')}, ${idOf('002', `(1 + n % ${VERSIONS})`)}, 'benchmark', 'Evidence of run ' || n, '2026-01-01', 'Bench', false, '[]', false, false, 'bench', ${AT}
   FROM generate_series(1, ${EVIDENCE}) n`,
  `INSERT INTO organization (id, name, country, created_at, revision)
   SELECT ${idOf('008', 'n')}, 'Organization ' || n, 'US', ${AT}, 1 FROM generate_series(1, ${MODELS}) n`,
  `INSERT INTO audit_event (id, at, act, actor_id, actor_name, subject_type, subject_id, payload, sha256, txid, recorded_at, db_user)
   SELECT id, at, 'evidence.recorded', 'operator', 'Operator', 'evidence', subject, payload, encode(sha256(payload), 'hex'), 0, now(), 'bench'
   FROM (SELECT *, ${PAYLOAD} AS payload
         FROM (SELECT ${idOf('009', 'n')} AS id, ${idOf('007', 'n')} AS subject, ${AT} AS at
               FROM generate_series(1, ${EVENTS}) n) ids) told`,
  'VACUUM ANALYZE',
  'CHECKPOINT',
];

const PAGES = [
  ...['/', '/models', '/versions', '/organizations', '/functions', '/intended-uses', '/claims', '/evidence'],
  ...['/classifications', '/submissions', '/dossiers', '/signatures', '/audit-trail', '/jobs', '/comment-threads'],
  ...['/models?q=model+77', '/evidence?kind=benchmark&sort=title', '/evidence?q=evidence+777', '/evidence?rows=200'],
  ...['/search?q=model+77', '/search?q=evidence', '/search/suggestions?q=mod', '/search/suggestions?q=zzzz', '/keys'],
];

/** The same id as text. */
const idText = (table, n) => {
  const hex = (number) => number.toString(16).padStart(12, '0');
  const time = hex(1764000000000 + n);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${table}-8000-${hex(n)}`;
};
const N = 777;
const VERSION = `/versions/${idText('002', N)}`;
const TABS = ['', '/intended-use', '/classification', '/evidence', '/claims', '/submissions', '/dossiers', '/trail'];
const RECORDS = [
  `/models/${idText('001', N)}`,
  ...TABS.map((tab) => `${VERSION}${tab}`),
  ...[`/functions/${idText('003', N)}`, `/intended-uses/${idText('004', N)}`, `/claims/${idText('005', N)}`],
  ...[`/evidence/${idText('007', N)}`, `${VERSION}/dossier`, `${VERSION}/dossier/preview`],
];

/** Queries of the service's own pool; what runs in the background has connections of other names. */
function countQueries() {
  const counted = { queries: 0 };
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (...args) {
    if (this.connectionParameters.application_name === 'predicate') counted.queries += 1;
    return query.apply(this, args);
  };
  return counted;
}

async function measured(asker, counted, asked) {
  await asker.timed({ ...asked, times: 5 });
  const times = await asker.timed({ ...asked, times: TIMES });
  const before = counted.queries;
  await asker.timed({ ...asked, times: 1 });
  const ms = (share) => Number(percentile(times, share).toFixed(1));
  return { p50Ms: ms(0.5), p95Ms: ms(0.95), queries: counted.queries - before };
}

/** What a browser gets that has nothing yet: the page, compressed as a proxy would, with all that it loads. */
async function firstPage(base, headers, path) {
  const { bytes } = await ask(`${base}${path}`, headers);
  const page = bytes.toString();
  const loaded = new Set([...page.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map(([, href]) => href));
  let [total, script] = [brotliCompressSync(bytes).length, 0];
  for (const href of loaded) {
    const { bytes: asset } = await ask(`${base}${href}`, { 'accept-encoding': 'br' });
    total += asset.length;
    if (href.endsWith('.js')) script += asset.length;
  }
  return { path, total, script, page: bytes.length };
}

exports.run = async () => {
  const counted = countQueries();
  const { server, base: api, token, close } = await openService();
  const base = api.replace('/api/v1', '');
  const headers = { authorization: `Bearer ${token()}`, accept: 'text/html' };
  const asker = openAsker();
  try {
    await asSuperuser(server, ...SEED);
    const figures = {};
    for (const path of [...PAGES, ...RECORDS])
      figures[path.replace(/[0-9a-f-]{36}/, ':id')] = await measured(asker, counted, {
        url: `${base}${path}`,
        headers,
      });
    const first = await firstPage(base, headers, '/models');
    console.table(figures);
    console.log(
      `  first page, compressed, without fonts: ${(first.total / 1024).toFixed(0)} KB (target ${TARGET.firstPageBytes / 1024}), ` +
        `of which script ${(first.script / 1024).toFixed(1)} KB (target ${TARGET.scriptBytes / 1024})`,
    );
    const late = Object.entries(figures).filter(
      ([, { p95Ms, queries }]) => p95Ms >= TARGET.p95Ms || queries >= TARGET.queries,
    );
    console.log(
      late.length === 0 ? '  every page is within its figures' : `  beyond: ${late.map(([path]) => path).join(', ')}`,
    );
    return { figures, first };
  } finally {
    agent.destroy();
    await asker.close();
    await close();
  }
};
