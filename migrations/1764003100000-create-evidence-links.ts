import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a piece of evidence is to show: a claim, or a function as a whole. Added, and ended with a reason; never removed. */
export class CreateEvidenceLinks1764003100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE evidence_link (
        id uuid PRIMARY KEY,
        evidence_id uuid NOT NULL REFERENCES evidence,
        claim_id uuid REFERENCES claim,
        function_id uuid REFERENCES software_function,
        linked_by text NOT NULL,
        linked_at timestamptz(3) NOT NULL,
        ended_by text,
        ended_at timestamptz(3),
        end_reason text CHECK (end_reason <> ''),
        CHECK ((claim_id IS NULL) <> (function_id IS NULL)),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)),
        CHECK (ended_at >= linked_at)
      )`);
    await db.query('CREATE INDEX evidence_link_of_evidence ON evidence_link (evidence_id, id)');
    await db.query(`
      CREATE UNIQUE INDEX evidence_link_claim_once ON evidence_link (evidence_id, claim_id) WHERE ended_at IS NULL`);
    await db.query(`
      CREATE UNIQUE INDEX evidence_link_function_once ON evidence_link (evidence_id, function_id)
      WHERE ended_at IS NULL`);
    await db.query(`CALL regulate('evidence_link')`);
  }

  down(): Promise<void> {
    throw new Error('Links of evidence are never dropped: restore a backup instead');
  }
}
