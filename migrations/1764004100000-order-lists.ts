import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the lists are read along: an index for each order, whole and within what they are most filtered by, so that a page
 * costs the same at the end of a million rows as at the beginning. Indexes on a part hold what is rare.
 */
const INDEXES: Readonly<Record<string, string>> = {
  evidence_by_recorded: 'evidence (recorded_at, id)',
  evidence_by_performed: 'evidence (performed_on, id)',
  evidence_by_title: 'evidence (lower(title), id)',
  evidence_of_version_by_recorded: 'evidence (version_id, recorded_at, id)',
  evidence_of_version_by_performed: 'evidence (version_id, performed_on, id)',
  evidence_of_version_by_number: 'evidence (version_id, number, id)',
  evidence_of_version_by_title: 'evidence (version_id, lower(title), id)',
  evidence_of_kind: 'evidence (kind, recorded_at, id)',
  evidence_of_pillar: 'evidence (pillar, recorded_at, id)',
  evidence_illustrative: 'evidence (recorded_at, id) WHERE illustrative',
  evidence_late: 'evidence (recorded_at, id) WHERE late_entry',
  evidence_after_release: 'evidence (recorded_at, id) WHERE after_release',
  evidence_link_of_claim: 'evidence_link (claim_id) WHERE ended_at IS NULL',
  evidence_link_of_function: 'evidence_link (function_id) WHERE ended_at IS NULL',
  audit_event_by_at: 'audit_event (at, id)',
  audit_event_of_act: 'audit_event (act, at, id)',
  audit_event_of_actor: 'audit_event (actor_id, at, id)',
  audit_event_of_type: 'audit_event (subject_type, at, id)',
  audit_event_of_subject: 'audit_event (subject_id, at, id)',
  model_version_by_created: 'model_version (created_at, id)',
  model_version_by_state_since: 'model_version (state_since, id)',
  model_version_by_label: 'model_version (lower(label), id)',
  model_version_of_model_by_created: 'model_version (model_id, created_at, id)',
  model_version_of_state: 'model_version (state, created_at, id)',
  claim_of_function_by_number: 'claim (function_id, number, id)',
  intended_use_by_stated: 'intended_use (stated_at, id)',
  classification_by_decided: 'classification (decided_at, id)',
  classification_of_function_by_decided: 'classification (function_id, decided_at, id)',
  dossier_by_issued: 'dossier (issued_at, id)',
  dossier_of_version_by_issued: 'dossier (version_id, issued_at, id)',
  submission_by_submitted: 'submission (submitted_on, id)',
  submission_coverage_of_version: 'submission_coverage (version_id) WHERE ended_at IS NULL',
  submission_coverage_of_function: 'submission_coverage (function_id) WHERE ended_at IS NULL',
};

export class OrderLists1764004100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) await db.query(`CREATE INDEX ${name} ON ${on}`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await db.query(`DROP INDEX ${name}`);
  }
}
