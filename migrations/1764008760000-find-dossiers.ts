import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages ask for a dossier by the digest of its record, and for what was last asked for of a version. */
export class FindDossiers1764008760000 implements MigrationInterface {
  readonly name = 'FindDossiers1764008760000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX dossier_of_record ON dossier (record_sha256)');
    await db.query('CREATE INDEX dossier_job_of_version ON dossier_job (version_id, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX dossier_job_of_version');
    await db.query('DROP INDEX dossier_of_record');
  }
}
