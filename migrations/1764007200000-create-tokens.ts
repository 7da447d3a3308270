import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a pipeline sends evidence with: a person's, for some of what he may, for a time. It signs nothing. */
export class CreateTokens1764007200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        name text NOT NULL CHECK (name <> ''),
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL
          CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE INDEX api_token_of_person ON api_token (person_id, id)');
    await db.query(`
      CREATE TRIGGER api_token_guard BEFORE UPDATE ON api_token FOR EACH ROW EXECUTE FUNCTION guard_ended()`);
    await db.query(`CALL regulate('api_token')`);
  }

  down(): Promise<void> {
    throw new Error('Tokens are never dropped: restore a backup instead');
  }
}
