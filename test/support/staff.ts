import type { Client } from 'pg';
import { v7 } from 'uuid';
import { SCOPES } from '../../src/access/policy/permissions';
import { ROLES, type Role } from '../../src/access/policy/roles';
import { sha256 } from '../../src/kernel/digest';

/** Every role of those who work on the record. */
export const WORKING: readonly Role[] = ROLES.filter((role) => role !== 'administrator' && role !== 'auditor');

/** Who is there when a test begins, with a token that the test knows beforehand. */
export interface Hired {
  readonly printedName: string;
  readonly roles: readonly Role[];
  readonly token: string;
}

/**
 * Puts a person and his token where acts would, without the acts: a test is about what comes after. Whoever tests how
 * people come in goes through the doors instead.
 */
export async function hire(superuser: Client, { printedName, roles, token }: Hired): Promise<string> {
  const [personId, tokenId] = [v7(), v7()];
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  await superuser.query(
    `INSERT INTO person (id, user_name, printed_name, state, created_at, revision)
     VALUES ($1, $2, $3, 'active', now(), 1)`,
    [personId, `u${personId}`, printedName],
  );
  await superuser.query(
    `INSERT INTO role_assignment (id, person_id, role, granted_by, granted_at, revision)
     SELECT gen_random_uuid(), $1, role, 'tests', now(), 1 FROM unnest($2::text[]) role`,
    [personId, roles],
  );
  await superuser.query(
    `INSERT INTO api_token (id, person_id, name, scopes, created_at, expires_at, revision)
     VALUES ($1, $2, 'Tests', $3, now(), now() + interval '90 days', 1)`,
    [tokenId, personId, SCOPES],
  );
  await superuser.query(`INSERT INTO held_secret (id, kind, digest) VALUES ($1, 'token', $2)`, [
    tokenId,
    sha256(token),
  ]);
  await superuser.query('COMMIT');
  return personId;
}
