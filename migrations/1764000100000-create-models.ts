import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parties, models, the roles of parties, and versions with the states that the lifecycle knows. */
export class CreateModels1764000100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organization (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (name <> ''),
        place text,
        country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        created_at timestamptz(3) NOT NULL,
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE UNIQUE INDEX organization_name ON organization (lower(name))');
    await db.query(`
      CREATE TABLE model (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('own', 'third-party')),
        name text NOT NULL CHECK (name <> ''),
        description text NOT NULL,
        illustrative boolean NOT NULL,
        created_at timestamptz(3) NOT NULL,
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE UNIQUE INDEX model_name ON model (lower(name))');
    await db.query(`
      CREATE TABLE model_party (
        id uuid PRIMARY KEY,
        model_id uuid NOT NULL REFERENCES model,
        organization_id uuid NOT NULL REFERENCES organization,
        role text NOT NULL CHECK (role IN ('owner', 'manufacturer', 'specification-developer', 'co-developer',
          'base-model-supplier', 'host', 'distributor', 'deployer')),
        note text,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) CHECK (ended_at >= started_at)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX model_party_once ON model_party (model_id, organization_id, role) WHERE ended_at IS NULL`);
    await db.query(`
      CREATE TABLE model_version (
        id uuid PRIMARY KEY,
        model_id uuid NOT NULL REFERENCES model,
        label text NOT NULL CHECK (label <> ''),
        semantic_version text NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'in-review', 'approved', 'released', 'retired')),
        state_since timestamptz(3) NOT NULL,
        artifacts jsonb NOT NULL,
        base_model jsonb,
        training_data jsonb NOT NULL,
        parent_version_id uuid REFERENCES model_version,
        change_summary text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE UNIQUE INDEX model_version_once ON model_version (model_id, semantic_version)');
  }

  down(): Promise<void> {
    throw new Error('Models are never dropped: restore a backup instead');
  }
}
