import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A vendor's model has a supplier, whose statement says which version it is where no digest of its parts is given out. */
export class KnowSuppliers1764003600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE model_party DROP CONSTRAINT model_party_role_check,
        ADD CONSTRAINT model_party_role_check CHECK (role IN ('owner', 'manufacturer', 'specification-developer',
          'co-developer', 'base-model-supplier', 'supplier', 'host', 'distributor', 'deployer'))`);
    await db.query(`ALTER TABLE model_version ADD COLUMN supplier_statement text CHECK (supplier_statement <> '')`);
  }

  down(): Promise<void> {
    throw new Error('Models are never dropped: restore a backup instead');
  }
}
