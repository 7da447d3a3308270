import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * While there was one operator and nobody else, he was let through where two people are needed. Now there are people: who
 * wrote a version never approves it, and who asks for a disposal never approves that, whoever he is.
 */
export class EndExemptions1764007400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.without(db, 'refuse_own_approval', "AND approval.actor_id <> 'operator'");
    await this.without(db, 'guard_disposal', "OR NEW.approved_by_id = 'operator'");
  }

  /** Makes a function anew as it is, but for one condition, which must be there. */
  private async without(db: QueryRunner, name: string, condition: string): Promise<void> {
    const [{ text }] = (await db.query(`SELECT pg_get_functiondef(to_regproc($1)) AS text`, [name])) as [
      { text: string },
    ];
    if (!text.includes(condition)) throw new Error(`The function ${name} does not have the exemption that is to end`);
    await db.query(text.replace(condition, ''));
  }

  down(): Promise<void> {
    throw new Error('The separation of duties is never lifted: restore a backup instead');
  }
}
