import type { MigrationInterface, QueryRunner } from 'typeorm';

const WITHDRAWN = ['classification', 'intended_use'];

/** From then on a determination or an intended use holds no more, and a row beside it says why; it stays as it was. */
export class CreateWithdrawals1764003200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const of of WITHDRAWN) {
      const table = `${of}_withdrawal`;
      await db.query(`
        CREATE TABLE ${table} (
          id uuid PRIMARY KEY,
          ${of}_id uuid NOT NULL UNIQUE REFERENCES ${of},
          reason text NOT NULL CHECK (reason <> ''),
          withdrawn_by text NOT NULL,
          withdrawn_at timestamptz(3) NOT NULL
        )`);
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await db.query(`CALL regulate('${table}')`);
    }
  }

  down(): Promise<void> {
    throw new Error('Withdrawals are never dropped: restore a backup instead');
  }
}
