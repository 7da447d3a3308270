/** A table of the record as it stands in an export. */
export interface ExportedTable {
  readonly table: string;
  /** What its files are called: `records/<noun>.jsonl`, `tables/<noun>.csv`. */
  readonly noun: string;
  /** For people, in the list of files. */
  readonly about: string;
  /** Columns of bytes that are UTF-8, and are written as that text; other bytes are written in base64. */
  readonly text?: readonly string[];
}

const row = (table: string, noun: string, about: string, own: Partial<ExportedTable> = {}): ExportedTable => ({
  ...{ table, noun, about },
  ...own,
});

/** Every table that is exported, in the order in which a reader wants it. One that is not there yet is passed over. */
export const EXPORTED: readonly ExportedTable[] = [
  row('organization', 'organizations', 'parties: owners, suppliers, hosts, sites'),
  row('model', 'models', 'models under regulation'),
  row('model_party', 'model-parties', 'who answers for what, from when to when'),
  row('model_version', 'versions', 'versions with their artifacts and state'),
  row('software_function', 'functions', 'functions of the models'),
  row('intended_use', 'intended-uses', 'intended uses, revision by revision'),
  row('intended_use_withdrawal', 'intended-use-withdrawals', 'intended uses that hold no more, and why'),
  row('claim', 'claims', 'claims'),
  row('claim_revision', 'claim-revisions', 'what each claim says, revision by revision'),
  row('claim_withdrawal', 'claim-withdrawals', 'claims that nobody stands behind any more, and why'),
  row('evidence', 'evidence', 'validation evidence with its figures'),
  row('evidence_file', 'evidence-files', 'which file stands behind which evidence, under which name'),
  row('evidence_withdrawal', 'evidence-withdrawals', 'evidence that supports nothing any more, and why'),
  row('evidence_link', 'evidence-links', 'what evidence is to show'),
  row('version_labeling', 'version-labelings', 'labeling and device identifiers'),
  row('classification', 'classifications', 'determinations: facts, outcome, decision and reason'),
  row('classification_withdrawal', 'classification-withdrawals', 'determinations that were withdrawn, and why'),
  row('submission', 'submissions', 'what went to an authority'),
  row('submission_coverage', 'submission-coverages', 'what each submission covers'),
  row('submission_letter', 'submission-letters', 'the letters of submissions'),
  row('dossier', 'dossiers', 'issued dossiers'),
  row(
    'dossier_seal',
    'dossier-seals',
    'how dossiers were sealed: over which bytes, by which certificate, stamped when',
  ),
  row('dossier_rendition', 'dossier-renditions', 'copies of dossiers, and editions with fields withheld'),
  row('dossier_seal_extension', 'dossier-seal-extensions', 'what was added to seals later, in base64'),
  row('dossier_job', 'dossier-jobs', 'requests for dossiers, and how far they came'),
  row('stored_file', 'stored-files', 'files by their digest; the bytes are in files/ and dossiers/'),
  row('file_finding', 'file-findings', 'files whose bytes were found damaged or gone, and found sound again'),
  row('audit_event', 'audit-events', 'every act; the UTF-8 bytes of “payload” are the ones that were hashed', {
    text: ['payload'],
  }),
  row('record_revision', 'record-revisions', 'every state of every record that is edited'),
  row('version_transition', 'version-transitions', 'the rule by which versions move from state to state'),
  row('retention_rule', 'retention-rules', 'how long each kind of record is kept, and by which citation'),
  row('retention_period', 'retention-periods', 'periods that the organization made longer, and why'),
  row('legal_hold', 'legal-holds', 'what may not go while a matter lasts'),
  row('legal_hold_release', 'legal-hold-releases', 'holds that were lifted, and why'),
  row('disposal_request', 'disposal-requests', 'what somebody asked to dispose of'),
  row('disposal_rejection', 'disposal-rejections', 'requests that somebody else refused'),
  row('disposal', 'disposals', 'files whose bytes are gone, by whom, under which rule'),
  row('stored_again', 'files-stored-again', 'files that came again after their bytes had been disposed of'),
  row('log_state', 'log-state', 'how far the Merkle log is'),
  row('log_leaf', 'log-leaves', 'the leaf of each event in the Merkle log (RFC 6962), in base64'),
  row('log_tile', 'log-tiles', 'the tiles of the Merkle log'),
  row('log_checkpoint', 'log-checkpoints', 'the signed heads of the Merkle log'),
  row('log_cosignature', 'log-cosignatures', 'what witnesses signed of those heads'),
  row('log_timestamp', 'log-timestamps', 'what a time-stamping authority signed of them (RFC 3161), in base64'),
  row('log_rollback', 'log-rollbacks', 'what others hold that the log does not continue'),
  row('log_rollback_settlement', 'log-rollback-settlements', 'who answered for that, and how'),
  row('accepted_loss', 'accepted-losses', 'what a restore lost, and who let the record go on'),
  row('person', 'people', 'who acts or acted'),
  row('role_assignment', 'role-assignments', 'which role each person had, given and ended by whom'),
  row('qualification', 'qualifications', 'trainings, verified identities and accepted policies'),
  row('credential', 'credentials', 'what each person signs in with, without what opens it'),
  row('enrolment', 'enrolments', 'one-time links, without what opens them'),
  row('session', 'sessions', 'who was here, from when to when'),
  row('openid_session', 'openid-sessions', 'which session was opened by which identity of an OpenID issuer'),
  row('step_up', 'step-ups', 'that a person proved himself anew to an OpenID issuer, and for what'),
  row('step_up_use', 'step-up-uses', 'which of those a signature used'),
  row('api_token', 'api-tokens', 'tokens of pipelines, without what opens them'),
  row('security_alert', 'security-alerts', 'what was tried that was not theirs'),
  row('delegation', 'delegations', 'who signed for whom, from when to when'),
  row('signature_step', 'signature-steps', 'by which steps each kind of record is signed at least'),
  row('signature_plan', 'signature-plans', 'the steps that the organization asks for, edition by edition'),
  row('signature', 'signatures', 'who signed what in which meaning, the text that was signed, and what proves it'),
  row('comment_thread', 'comment-threads', 'comments and questions on records and their fields, open and resolved'),
  row('comment', 'comments', 'what was said in each thread, in the order of replies'),
  row('comment_mention', 'comment-mentions', 'whom a comment names'),
  row('notice_choice', 'notice-choices', 'what each person wants to be mailed, where and when'),
  row('calendar_feed', 'calendar-feeds', 'addresses under which calendars read dates, without what opens them'),
  row('auditor_grant', 'auditor-grants', 'what auditors read, from when to when, given and ended by whom'),
  row('auditor_grant_scope', 'auditor-grant-scopes', 'the models and dossiers that each grant covers'),
  row('auditor_read', 'auditor-reads', 'each thing that an auditor read'),
  row('migration', 'migrations', 'the edition of the schema'),
];

/** Tables of which nothing is exported, each with the reason that the manifest gives. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  idempotency_key: 'answers kept for retries of requests; what they did is in the record itself',
  audit_outbox: 'events on their way into the log; the events themselves are here',
  held_secret: 'what opens accounts, sessions and tokens; it leaves this database in no form',
  sign_in_lock: 'how long a name that was tried too often waits; what is told of it is a security alert',
  sign_in_attempt: 'attempts to sign in of the last day; what is told of them is a security alert',
  passkey_challenge: 'random bytes that passkeys were asked to sign, each good for five minutes',
  signature_request: 'what was shown to be signed, each good for five minutes; what was signed is a signature',
  openid_request: 'what was under way at an OpenID issuer, for ten minutes each',
  file_check: 'when the bytes of each file were last read; what was found amiss is a finding',
  mail: 'what was to be mailed to whom, once each; not a word of the mails is kept',
  job: 'work in the background and how far it is',
  saved_view: 'addresses of lists that people keep under a name; they say how one looks and are no record',
  spreadsheet_draft: 'spreadsheets that were tried out and not written, for a day; private to whoever tried them',
  form_draft: 'half-filled forms, private to their writers; they are no record until they are sent',
};
