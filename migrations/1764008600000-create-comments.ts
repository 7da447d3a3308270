import type { MigrationInterface, QueryRunner } from 'typeorm';

const RECORD_TYPES = `('model', 'model_version', 'software_function', 'intended_use', 'claim', 'evidence',
  'classification', 'submission', 'dossier')`;

/**
 * What people say to each other about a record. A thread is opened and resolved, and stays; what was said in it is written
 * once, one after the other, by whoever acted (21 CFR 11.10(e)), and only to people who can read it.
 */
export class CreateComments1764008600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createThreads(db);
    await this.createComments(db);
    for (const table of ['comment', 'comment_mention']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const table of ['comment_thread', 'comment', 'comment_mention']) await db.query(`CALL regulate('${table}')`);
  }

  /** `field` is a JSON pointer (RFC 6901) into what is answered of the record; null is the record as a whole. */
  private async createThreads(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE comment_thread (
        id uuid PRIMARY KEY,
        record_type text NOT NULL CHECK (record_type IN ${RECORD_TYPES}),
        record_id uuid NOT NULL,
        field text CHECK (field ~ '^(/([^/~]|~[01])*)+$' AND char_length(field) <= 500),
        kind text NOT NULL CHECK (kind IN ('comment', 'question')),
        blocking boolean NOT NULL CHECK (kind = 'question' OR NOT blocking),
        asked_of uuid[] NOT NULL CHECK (kind = 'question' OR cardinality(asked_of) = 0)
          CHECK (cardinality(asked_of) <= 20),
        opened_by text NOT NULL CHECK (opened_by <> ''),
        opened_by_id uuid NOT NULL REFERENCES person CHECK (opened_by_id <> ALL (asked_of)),
        opened_at timestamptz(3) NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'resolved')),
        resolution text CHECK (resolution <> ''),
        resolved_by text CHECK (resolved_by <> ''),
        resolved_by_id uuid REFERENCES person,
        resolved_at timestamptz(3) CHECK (resolved_at >= opened_at),
        revision integer NOT NULL CHECK (revision > 0),
        CHECK (num_nulls(resolution, resolved_by, resolved_by_id, resolved_at) = CASE state WHEN 'open' THEN 4 ELSE 0 END)
      )`);
    await db.query('CREATE INDEX comment_thread_of_record ON comment_thread (record_id, id)');
    await db.query('CREATE INDEX comment_thread_by_opening ON comment_thread (opened_at, id)');
    await db.query('CREATE INDEX comment_thread_asked ON comment_thread USING gin (asked_of)');
    await db.query('CREATE INDEX comment_thread_opened ON comment_thread (opened_by_id, id)');
  }

  /** Signs that choose how the one before them looks are not counted, at the door neither. */
  private async createComments(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE comment (
        id uuid PRIMARY KEY,
        thread_id uuid NOT NULL REFERENCES comment_thread,
        number integer NOT NULL CHECK (number BETWEEN 1 AND 500),
        author text NOT NULL CHECK (author <> ''),
        author_id uuid NOT NULL REFERENCES person,
        body text NOT NULL
          CHECK (body <> '' AND char_length(translate(body, U&'\\FE0E\\FE0F', '')) <= 4000),
        at timestamptz(3) NOT NULL,
        words tsvector GENERATED ALWAYS AS (words_of(body)) STORED,
        UNIQUE (thread_id, number)
      )`);
    await db.query('CREATE INDEX comment_words ON comment USING gin (words) WITH (fastupdate = off)');
    await db.query(`
      CREATE TABLE comment_mention (
        id uuid PRIMARY KEY,
        comment_id uuid NOT NULL REFERENCES comment,
        person_id uuid NOT NULL REFERENCES person,
        UNIQUE (comment_id, person_id)
      )`);
    await db.query('CREATE INDEX comment_mention_of_person ON comment_mention (person_id)');
  }

  down(): Promise<void> {
    throw new Error('What people said of the record is never dropped: restore a backup instead');
  }
}
