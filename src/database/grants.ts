import { queueGrantsFor } from './queue-schema';

/** What is written once: the application may add rows and read them, and nothing else. */
export const APPEND_ONLY = [
  'audit_event',
  'record_revision',
  'intended_use',
  'intended_use_withdrawal',
  'claim',
  'claim_revision',
  'claim_withdrawal',
  'stored_file',
  'file_finding',
  'evidence',
  'evidence_file',
  'evidence_withdrawal',
  'version_labeling',
  'submission_letter',
  'classification',
  'classification_withdrawal',
  'dossier',
  'dossier_seal',
  'dossier_rendition',
  'dossier_seal_extension',
  'retention_period',
  'legal_hold',
  'legal_hold_release',
  'disposal_request',
  'disposal_rejection',
  'disposal',
  'stored_again',
  'accepted_loss',
  'security_alert',
  'signature_plan',
  'signature',
  'comment',
  'comment_mention',
  'auditor_grant_scope',
  'auditor_read',
  'openid_session',
  'step_up',
  'step_up_use',
] as const;

/** Rows that are edited under audit; none is ever deleted. */
export const EDITED = [
  'organization',
  'model',
  'model_party',
  'model_version',
  'software_function',
  'evidence_link',
  'submission',
  'submission_coverage',
  'dossier_job',
  'person',
  'role_assignment',
  'qualification',
  'credential',
  'enrolment',
  'session',
  'api_token',
  'delegation',
  'comment_thread',
  'auditor_grant',
  'notice_choice',
  'calendar_feed',
] as const;

/** No record, but what the service needs to answer and to know of itself: written by it and by nobody else. */
export const OPERATIONAL = [
  'idempotency_key',
  'file_check',
  'job',
  'held_secret',
  'sign_in_attempt',
  'sign_in_lock',
  'passkey_challenge',
  'signature_request',
  'openid_request',
  'mail',
] as const;

/** What takes out rows that are old enough, as the owner, and nothing else. */
export const FORGETTING = [
  'forget_jobs',
  'forget_idempotency_keys',
  'forget_sign_in_attempts',
  'forget_passkey_challenges',
  'forget_signature_requests',
  'forget_openid_requests',
  'forget_mails',
] as const;

/** Half-filled forms, tried spreadsheets and saved views: of whoever made them, no record, and the only rows that are deleted. */
export const PRIVATE = ['form_draft', 'spreadsheet_draft', 'saved_view'] as const;

/** Tables of rules that migrations fill; the application reads them. */
export const RULES = ['version_transition', 'retention_rule', 'signature_step'] as const;

/** The Merkle log over the trail and what waits to enter it: fed by the sequencer's role alone, read by the application. */
export const LOG = ['audit_outbox', 'log_leaf', 'log_tile', 'log_state', 'log_checkpoint'] as const;

/** What others say of the log: kept by the sequencer, read by the application; a rollback is settled by the owner alone. */
export const ANCHORS = ['log_cosignature', 'log_timestamp', 'log_rollback', 'log_rollback_settlement'] as const;

/** Rows that no audit event names: the event itself, what is derived from it, and progress, which is no record. */
export const UNAUDITED: readonly string[] = ['audit_event', 'record_revision', 'dossier_job'];

/**
 * What a role of auditors reads, and nothing else: the record as routes show it to them, what they are picked and proved by,
 * and of people what stands beside what they did. No credential, session, token, grant, key of a request, or draft.
 */
export const READ_BY_AUDITORS = [
  ...['organization', 'model', 'model_party', 'model_version', 'software_function'],
  ...['intended_use', 'intended_use_withdrawal', 'claim', 'claim_revision', 'claim_withdrawal'],
  ...['stored_file', 'file_finding', 'file_check', 'evidence', 'evidence_file', 'evidence_withdrawal', 'evidence_link'],
  ...['classification', 'classification_withdrawal', 'version_labeling'],
  ...['submission', 'submission_coverage', 'submission_letter', 'dossier', 'dossier_job'],
  'dossier_seal',
  'dossier_rendition',
  'dossier_seal_extension',
  ...['signature', 'signature_plan', 'audit_event', 'record_revision', 'disposal', 'stored_again'],
  ...RULES,
  ...LOG,
  ...ANCHORS,
] as const;

/** Of other tables a role of auditors reads these columns: whose a row is, and no word of what it says. */
export const READ_BY_AUDITORS_IN_PART: Readonly<Record<string, readonly string[]>> = {
  comment_thread: ['id', 'record_id'],
  comment: ['id', 'thread_id'],
  comment_mention: ['id', 'comment_id'],
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The statements that give the application role its rights and take away all others, those that an older edition gave
 * included; run after every migration, by the owner. A right that is not here does not exist (21 CFR 11.10(d), (e)).
 */
export function grantsFor(applicationRole: string): readonly string[] {
  const role = quoted(applicationRole);
  const all = [...APPEND_ONLY, ...EDITED, ...OPERATIONAL, ...PRIVATE, ...RULES, ...LOG, ...ANCHORS, 'migration'].join(
    ', ',
  );
  return [
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${role}`,
    `REVOKE ALL ON ${all} FROM PUBLIC, ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON ${[...RULES, ...LOG, ...ANCHORS, 'migration'].join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT ON ${APPEND_ONLY.join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON ${[...EDITED, ...OPERATIONAL].join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${PRIVATE.join(', ')} TO ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
    ...FORGETTING.map((name) => `GRANT EXECUTE ON FUNCTION ${name}() TO ${role}`),
    ...queueGrantsFor(role),
  ];
}

/** Takes all away that an older edition gave, so that what follows is all there is. */
const nothingOf = (role: string): readonly string[] => [
  `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
  `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${role}`,
  `REVOKE CREATE ON SCHEMA public FROM ${role}`,
  `GRANT USAGE ON SCHEMA public TO ${role}`,
];

/**
 * The same for the role of the sequencer: it moves events from the outbox into the log and can write no record, so that
 * whoever holds the application cannot touch the log, and whoever holds the sequencer cannot make an event.
 */
export function sequencerGrantsFor(sequencerRole: string): readonly string[] {
  const role = quoted(sequencerRole);
  return [
    ...nothingOf(role),
    `GRANT SELECT (id, payload) ON audit_event TO ${role}`,
    `GRANT SELECT, DELETE ON audit_outbox TO ${role}`,
    `GRANT SELECT, INSERT ON log_leaf, log_tile, log_checkpoint TO ${role}`,
    `GRANT UPDATE (bytes) ON log_tile TO ${role}`,
    `GRANT SELECT ON log_state TO ${role}`,
    `GRANT SELECT ON ${ANCHORS.join(', ')} TO ${role}`,
    `GRANT INSERT ON log_cosignature, log_timestamp, log_rollback TO ${role}`,
    `GRANT UPDATE (origin, vkey, size, frontier, root) ON log_state TO ${role}`,
  ];
}

/** The same for the role of auditors: it reads what they may be shown, and writes nothing (21 CFR 11.10(d)). */
export function auditorGrantsFor(auditorRole: string): readonly string[] {
  const role = quoted(auditorRole);
  return [
    ...nothingOf(role),
    `GRANT SELECT ON ${READ_BY_AUDITORS.join(', ')} TO ${role}`,
    ...Object.entries(READ_BY_AUDITORS_IN_PART).map(
      ([table, columns]) => `GRANT SELECT (${columns.join(', ')}) ON ${table} TO ${role}`,
    ),
  ];
}
