import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY = '20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])';

/** What is about to be fresh no longer is found by the day that its own words name; most evidence names none. */
export class KnowFreshEvidence1764008740000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX evidence_fresh_until ON evidence (substring(stays_fresh from '(${DAY})'), id)
      WHERE substring(stays_fresh from '(${DAY})') IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX evidence_fresh_until');
  }
}
