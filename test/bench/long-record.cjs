'use strict';
/** Compiles the fixtures of the tests, which the record is taken from. */
require('../support/swc-require.cjs');

/** So many acts go on a page of the audit extract. */
const ACTS_PER_PAGE = 23;

/** A record whose dossier has about so many pages, nearly all of them its audit extract; and the files that go inside. */
exports.longRecord = (pages) => {
  const { dossierRecord, fileBytes } = require('../dossiers/fixtures/record.ts');
  const { eventOf } = require('../dossiers/fixtures/log.ts');
  const events = Array.from({ length: Math.max(1, pages * ACTS_PER_PAGE) }, (_, at) =>
    eventOf(at, {
      at: new Date(Date.UTC(2026, 0, 1) + at * 61_000).toISOString(),
      ...{ act: 'evidence.recorded', subject: 'EV-0001', actor: 'Ann B. Clark' },
      reason: `For the validation set of site ${at % 12}, with the limit fixed before the run`,
    }),
  );
  return { record: { ...dossierRecord(), events, log: null }, files: fileBytes };
};
