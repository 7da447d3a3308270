import { sourcesIn } from './sources';

/** The hands that may write past the trail, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'src/audit-trail/audit-trail.service.ts': 'writes the event itself',
  'src/audit-trail/audited-transaction.ts': 'is the audited hand',
  'src/database/rows.ts': 'is the SQL of the audited hand',
  'src/audit-trail/kept-log/sequence-batch.ts':
    'moves events from the outbox into the log, which follows from the record',
  'src/audit-trail/kept-log/publish-checkpoint.ts': 'keeps what it signed of the log',
  'src/audit-trail/kept-log/log-signer.ts': 'gives the log its name and key before it is signed',
  'src/http/idempotency-store.ts': 'keeps keys and answers, in the transaction of the act',
  'src/jobs/jobs.service.ts': 'puts a job into the transaction of what asks for it; no record',
  'src/jobs/job-runs.ts': 'says what became of a job; no record',
  'src/jobs/life-sign.ts': 'gives the jobs of killed processes back; no record',
  'src/jobs/forget-jobs.task.ts': 'forgets jobs that are old; no record',
  'src/http/forget-keys.task.ts': 'forgets keys that are old; no record',
  'src/dossiers/dossier-progress.ts': 'says how far the work on a dossier is; progress is no record',
  'src/dossiers/dossier-issuer.ts': 'draws the next number of a dossier from its sequence',
  'src/evidence/scrub/file-checks.service.ts': 'says when a file was last read again; that is no record',
  'src/lists/saved-views.service.ts': 'keeps how people look at lists; an address, and no record',
  'src/drafts/form-drafts.service.ts': 'keeps what is half said; private to its actor, it is no record',
  'src/spreadsheets/spreadsheet-drafts.service.ts':
    'keeps what was tried out for a day; private to its actor, no record',
  'src/anchors/anchor-store.ts': 'keeps what others say of the log, as the sequencer; it is about the record, and none',
  'src/access/callers.ts': 'notes when a session or token was last used; no record',
  'src/access/credentials/held-secrets.ts':
    'keeps what opens accounts, in the transaction of the act; no record may hold it',
  'src/access/sessions/sign-in-attempts.service.ts': 'counts who tries to sign in, known or not; no record',
  'src/access/sessions/sign-in-locks.ts': 'says how long a name waits that was tried too often; no record',
  'src/access/credentials/forget-attempts.task.ts': 'forgets attempts that are a day old; no record',
  'src/access/passkeys/passkey-challenges.service.ts': 'keeps random bytes for five minutes; no record',
  'src/access/openid/openid-requests.service.ts': 'keeps who is at the issuer, for ten minutes; no record',
  'src/access/openid/forget-requests.task.ts': 'forgets them; no record',
  'src/access/passkeys/forget-challenges.task.ts': 'forgets them; no record',
  'src/signatures/signature-requests.service.ts': 'keeps what was shown to be signed, for five minutes; no record',
  'src/signatures/open-requests.ts': 'says that a request was used, in the transaction of the signature; no record',
  'src/signatures/forget-requests.task.ts': 'forgets requests that ran out; no record',
  'src/notices/mails.service.ts': 'keeps what is to be mailed, each once, and what became of it; no record',
  'src/notices/forget-mails.task.ts': 'forgets mails that are old; no record',
  'src/database/forgetting.ts': 'forgets what is old and no record, as each task says',
  'src/database/migrate.ts': 'runs migrations and grants as the owner',
  'src/database/grants.ts': 'is the text of those grants',
};

/** A write through TypeORM (not through the audited `tx`, or a method of its own), or in SQL. */
const WRITES = [
  /(?:\)|\b(?!tx\b|this\b)\w+)\.(save|insert|upsert|softDelete|softRemove|increment|decrement)(<\w+>)?\(/,
  /\b(manager|repository|jobs|dataSource|connection)\.(update|delete|remove)\(/,
  /\b(INSERT INTO|DELETE FROM|TRUNCATE|nextval)\b|\bUPDATE\s+\w+\s+SET\b/,
  /\bcreateQueryBuilder\(/,
  /\b(record_acts?|claim_key|forget_\w+|forgotten|allForgotten|add_job|reschedule_jobs|force_unlock_workers)\(/,
];

/** A transaction of its own: what it wrote would be kept without its event, or end the one that it stands in. */
const TRANSACTIONS = /\.(transaction|startTransaction)\(|\bSTART TRANSACTION\b|'BEGIN'/;
const OPENERS = ['src/audit-trail/unit-of-work.ts', 'src/database/migrate.ts', 'src/database/snapshot.ts'];

/** Those who know the connections on which each statement is a transaction by itself. */
const HOLDERS = [
  'src/audit-trail/audit-trail.module.ts',
  'src/audit-trail/lone-act.ts',
  'src/audit-trail/unit-of-work.ts',
  'src/cli/scrub.ts',
  'src/cli/staff-on.ts',
  'src/database/shared-writes.ts',
];

describe('The record', () => {
  const sources = sourcesIn('src').filter(
    ({ path }) => !path.startsWith('src/database/embedded/') && !path.startsWith('src/dossiers/pdf/'),
  );
  const writers = sources.filter(({ text }) => WRITES.some((write) => write.test(text))).map(({ path }) => path);

  it('is written through the audit trail alone', () => {
    expect(writers.filter((path) => !(path in EXCEPTIONS))).toEqual([]);
  });

  it('is written in the transactions of the unit of work, and read in those of a snapshot', () => {
    const openers = sources.filter(({ text }) => TRANSACTIONS.test(text)).map(({ path }) => path);
    expect(openers.sort()).toEqual(OPENERS);
  });

  it('is written without a transaction of its own by acts that stand alone, and by nothing else', () => {
    const senders = sources.filter(({ text }) => text.includes('.write([')).map(({ path }) => path);
    expect(senders).toEqual(['src/audit-trail/lone-act.ts']);
    const holders = sources.filter(({ text }) => /\bSharedWrites\b/.test(text)).map(({ path }) => path);
    expect(holders.sort()).toEqual(HOLDERS);
  });

  it('names no exception that is not one', () => {
    const named = Object.keys(EXCEPTIONS).filter(
      (path) => path !== 'src/database/grants.ts' && path !== 'src/database/migrate.ts',
    );
    expect(named.filter((path) => !writers.includes(path))).toEqual([]);
  });
});
