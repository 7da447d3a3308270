/** What is written once: the application may add rows and read them, and nothing else. */
export const APPEND_ONLY = [
  'audit_event',
  'intended_use',
  'stored_file',
  'evidence',
  'evidence_file',
  'evidence_withdrawal',
  'classification',
  'dossier',
] as const;

/** Rows that are edited under audit; none is ever deleted. */
export const EDITED = [
  'organization',
  'model',
  'model_party',
  'model_version',
  'software_function',
  'dossier_job',
] as const;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statements that give the application role its rights; run after every migration, by the owner. */
export function grantsFor(applicationRole: string): readonly string[] {
  const role = quoted(applicationRole);
  return [
    `GRANT USAGE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON migration TO ${role}`,
    `GRANT SELECT, INSERT ON ${APPEND_ONLY.join(', ')} TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON ${EDITED.join(', ')} TO ${role}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  ];
}
