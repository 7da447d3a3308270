import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is signed from now on says in which time zone the signer was (21 CFR 11.50(a)(2)); `signed_at` stays what tells the
 * time. What was signed before is never changed and stays as it is, so the check is not held against it.
 */
export class KnowSignersZone1764008720000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE signature ADD CONSTRAINT signature_says_its_zone CHECK (coalesce(
        payload::jsonb->>'schema' = 'predicate/sig/2'
        AND payload::jsonb#>>'{signer,zone,timeZone}' ~ '^[A-Z][A-Za-z0-9_+/-]{0,63}$'
        AND payload::jsonb#>>'{signer,zone,utcOffset}' ~ '^[+-](0[0-9]|1[0-4]):[0-5][0-9]$'
        AND coalesce(payload::jsonb#>>'{signer,zone,abbreviation}', 'UTC') ~ '^[A-Z]{2,5}$', false)) NOT VALID`);
  }

  down(): Promise<void> {
    throw new Error('What signatures say is never lifted: restore a backup instead');
  }
}
