'use strict';
const { Buffer } = require('node:buffer');
const { createHash } = require('node:crypto');

const RECORD = createHash('sha256').update('bench').digest('hex');
const PEOPLE = ['A. Rôle Spécimen', 'Éxample Reviewer', 'Example Approver', 'J. Clinician', 'Người Mẫu'];
const ACTS = [
  'evidence.recorded for the validation set at the second site, with the limit fixed before the run',
  'claim.revised after the reviewers asked for a lower bound of the interval instead of the estimate',
  'determination.signed',
  'intended-use.revised: the population is adults of 18 and over in non-emergency care',
];

/** How many rows of this table go on a page. */
const ROWS_PER_PAGE = 14.6;

function row(at) {
  const sha256 = createHash('sha256').update(`row ${at}`).digest('hex');
  const second = new Date(Date.UTC(2026, 0, 1) + at * 61_000).toISOString();
  return {
    cells: [
      [{ text: `AE-${at + 1}`, style: 'strong' }],
      second,
      ACTS[at % ACTS.length],
      PEOPLE[at % PEOPLE.length],
      { number: (at * 37).toLocaleString('en-US') },
      { sha256 },
    ],
  };
}

/** Rows as a query would give them: made while they are walked, the same each time. */
const rows = (count) => ({
  *[Symbol.iterator]() {
    for (let at = 0; at < count; at++) yield row(at);
  },
});

const columns = [
  { head: 'Id', weight: 44 },
  { head: 'At', unit: 'UTC', weight: 92 },
  { head: 'Act', weight: 120 },
  { head: 'By', weight: 70 },
  { head: 'Bytes', weight: 40 },
  { head: 'SHA-256', weight: 140 },
];

/** The same rows as plain texts, for those who draw nothing else; a digest is two lines of 32 digits. */
exports.plainRows = (count) =>
  Array.from({ length: count }, (_, at) => {
    const [id, second, act, by, { number }, { sha256 }] = row(at).cells;
    return [id[0].text, second, act, by, number, `${sha256.slice(0, 32)}\n${sha256.slice(32)}`];
  });

exports.HEADS = columns.map(({ head }) => head);
exports.WEIGHTS = columns.map(({ weight }) => weight);

/** A dossier of about so many pages: one large table with ids, instants, wrapped text, names, numbers and digests. */
exports.tableDossier = (pages, count = Math.max(1, Math.round((pages - 2) * ROWS_PER_PAGE))) => ({
  title: 'Benchmark',
  author: 'Northmere Health',
  subject: 'A table of many rows',
  language: 'en-US',
  paper: 'a4',
  status: { draft: false, illustrative: true, issuedOn: '2026-11-20' },
  foot: { version: 'Meridian Clinical 2.0.0', dossierId: 'PD-2026-000417', sentence: 'Not an FDA decision.' },
  recordSha256: RECORD,
  createdAt: '2026-11-20T15:42:07Z',
  producer: 'bench',
  cover: {
    kind: 'FDA SaMD technical file',
    name: 'Meridian Clinical',
    version: '2.0.0',
    rows: [{ label: 'Owner', text: 'Northmere Health' }],
    determinations: [],
    qr: `PD-2026-000417 ${RECORD}`,
    qrCaption: 'Dossier id and record digest',
    digests: [{ label: 'Record of facts', sha256: RECORD }],
    sentence: 'A determination recorded by Northmere Health; not an FDA decision.',
    small: 'Made up for a measurement.',
  },
  sections: [
    {
      number: 1,
      title: 'Audit extract',
      summary: 'all acts',
      blocks: [{ kind: 'table', caption: 'Acts', columns, rows: rows(count) }],
    },
  ],
  attachments: [
    {
      name: 'record.json',
      mediaType: 'application/json',
      description: 'Record of facts',
      relationship: 'Source',
      modifiedAt: '2026-11-20T15:42:07Z',
      bytes: Buffer.from(JSON.stringify({ record: RECORD })),
    },
  ],
});
