import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs for whom, from when to when; what was signed meanwhile says both names. */
export class CreateDelegations1764007900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE delegation (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        substitute_id uuid NOT NULL REFERENCES person CHECK (substitute_id <> person_id),
        role text NOT NULL CHECK (role IN ('reviewer', 'approver', 'quality-lead')),
        begins_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL CHECK (ends_at > begins_at AND ends_at <= begins_at + interval '92 days'),
        reason text NOT NULL CHECK (reason <> ''),
        made_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE INDEX delegation_of_person ON delegation (person_id)');
    await db.query('CREATE INDEX delegation_of_substitute ON delegation (substitute_id) WHERE ended_at IS NULL');
    await db.query(`
      CREATE FUNCTION guard_delegation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.ended_at IS NOT NULL
           OR to_jsonb(NEW) - '{ended_at,revision}'::text[] <> to_jsonb(OLD) - '{ended_at,revision}'::text[] THEN
          RAISE EXCEPTION 'a delegation is ended and never changed' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER delegation_guard BEFORE UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION guard_delegation()`);
    await db.query(`CALL regulate('delegation')`);
  }

  down(): Promise<void> {
    throw new Error('Delegations are never dropped: restore a backup instead');
  }
}
