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
  'evidence',
  'evidence_file',
  'evidence_withdrawal',
  'version_labeling',
  'submission_letter',
  'classification',
  'classification_withdrawal',
  'dossier',
  'accepted_loss',
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
] as const;

/** No record, but what the service needs to answer: written by it and by nobody else. */
export const OPERATIONAL = ['idempotency_key'] as const;

/** Half-filled forms: private to whoever fills them, no record, and the only rows that are deleted. */
export const PRIVATE = ['form_draft'] as const;

/** Tables of rules that migrations fill; the application reads them. */
export const RULES = ['version_transition'] as const;

/** Rows that no audit event names: the event itself, what is derived from it, and progress, which is no record. */
export const UNAUDITED: readonly string[] = ['audit_event', 'record_revision', 'dossier_job'];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * The statements that give the application role its rights and take away all others, those that an older edition gave
 * included; run after every migration, by the owner. A right that is not here does not exist (21 CFR 11.10(d), (e)).
 */
export function grantsFor(applicationRole: string): readonly string[] {
  const role = quoted(applicationRole);
  const all = [...APPEND_ONLY, ...EDITED, ...OPERATIONAL, ...PRIVATE, ...RULES, 'migration'].join(', ');
  return [
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${role}`,
    `REVOKE ALL ON ${all} FROM PUBLIC, ${role}`,
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON ${[...RULES, 'migration'].join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT ON ${APPEND_ONLY.join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON ${[...EDITED, ...OPERATIONAL].join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${PRIVATE.join(', ')} TO ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  ];
}
