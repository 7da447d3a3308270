import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { People } from '../../src/access/people/people.service';
import { Qualifications } from '../../src/access/people/qualifications.service';
import { RoleAssignments } from '../../src/access/people/role-assignments.service';
import type { Grant } from '../../src/access/policy/policy.rules';
import { givenOf, type Permission, SCOPES } from '../../src/access/policy/permissions';
import { ROLES, type Role } from '../../src/access/policy/roles';
import { ApiTokens } from '../../src/access/tokens/api-tokens.service';
import { operatorActor } from '../../src/kernel/actor';
import { sha256 } from '../../src/kernel/digest';

/** Every role of those who work on the record. */
export const WORKING: readonly Role[] = ROLES.filter((role) => role !== 'administrator' && role !== 'auditor');

/** Who is there when a test begins, with a token and a session that the test knows beforehand. */
export interface Hired {
  readonly printedName: string;
  readonly roles: readonly Role[];
  /** Of 40 characters; the session's is its name with `session-` before it. */
  readonly token: string;
}

export const TOKEN = 'test-token-of-staff-of-forty-characters-';
export const OPERATOR_TOKEN = 'test-operator-token-of-forty-characters-';
export const STAFF = 'Staff';
export const APPROVER = 'Approver';
export const APPROVER_TOKEN = 'test-token-of-an-approver-of-forty-chars';
export const REVIEWER_TOKEN = 'test-token-of-a-reviewer-of-forty-charact';
export const ADMINISTRATOR_TOKEN = 'test-token-of-an-administrator-of-forty-';

export const HIRED = {
  staff: { printedName: STAFF, roles: WORKING, token: TOKEN },
  approver: { printedName: APPROVER, roles: ['approver'], token: APPROVER_TOKEN },
  /** Comes when somebody has to review, or to release. */
  reviewer: { printedName: 'Reviewer', roles: ['reviewer', 'quality-lead'], token: REVIEWER_TOKEN },
  administrator: { printedName: 'Administrator', roles: ['administrator'], token: ADMINISTRATOR_TOKEN },
} as const satisfies Record<string, Hired>;

export const sessionOf = (token: string): string => `session-${token}`;

/** What a browser sends for the session of somebody who was hired. */
export const inPerson = (token: string): Record<string, string> => ({
  Cookie: `__Host-sid=${sessionOf(token)}`,
  'Sec-Fetch-Site': 'same-origin',
});
/** What a program sends. */
export const byToken = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

/** What to send so that a permission is given: by whoever has it, in the way that it is given. */
export function headersFor(permission: Permission): Record<string, string> {
  const { to, inPerson: mustBeThere = false, self = false, operator = false } = givenOf(permission);
  if (operator) return byToken(OPERATOR_TOKEN);
  const token = self || to.some((role) => WORKING.includes(role)) ? TOKEN : ADMINISTRATOR_TOKEN;
  return mustBeThere ? inPerson(token) : byToken(token);
}

/** Training and a verified identity of a person, recorded at an instant. */
export const PAPERS = `
  INSERT INTO qualification (id, person_id, kind, title, done_on, recorded_by, recorded_at, revision)
  SELECT gen_random_uuid(), $1::uuid, kind, 'Test', '2000-01-01',
         CASE kind WHEN 'policy-acceptance' THEN $1::uuid::text ELSE 'tests' END, $2, 1
  FROM unnest('{training,identity-verification,policy-acceptance}'::text[]) kind`;

const STATEMENTS: readonly string[] = [
  `INSERT INTO person (id, user_name, printed_name, state, created_at, revision)
   VALUES ($1::uuid, 'u' || $1::uuid, $2, 'active', now(), 1)`,
  `INSERT INTO role_assignment (id, person_id, role, granted_by, granted_at, revision)
   SELECT gen_random_uuid(), $1, role, 'tests', now(), 1 FROM unnest($2::text[]) role`,
  PAPERS,
  `INSERT INTO api_token (id, person_id, name, scopes, created_at, expires_at, revision)
   VALUES ($2, $1, 'Tests', $3, now(), now() + interval '90 days', 1)`,
  `INSERT INTO session (id, person_id, methods, opened_at, expires_at, revision)
   VALUES ($2, $1, '{pwd,otp}', now(), now() + interval '90 days', 1)`,
  'INSERT INTO held_secret (id, kind, digest, used_at) VALUES ($1, $2, $3, $4)',
];

/**
 * Puts a person with a token and a session where acts would, without the acts: a test is about what comes after. Whoever
 * tests how people come in goes through the doors instead. The session is never idle: it was last used in ten years.
 */
export async function hire(superuser: Client, { printedName, roles, token }: Hired): Promise<string> {
  const [personId, tokenId, sessionId] = [v7(), v7(), v7()];
  const values: unknown[][] = [
    [personId, printedName],
    [personId, roles],
    [personId, new Date()],
    [personId, tokenId, SCOPES],
    [personId, sessionId],
  ];
  const [person, role, papers, apiToken, session, secret] = STATEMENTS;
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  for (const [at, text] of [person, role, papers, apiToken, session].entries())
    await superuser.query(text ?? '', values[at]);
  await superuser.query(secret ?? '', [tokenId, 'token', sha256(token), null]);
  await superuser.query(secret ?? '', [sessionId, 'session', sha256(sessionOf(token)), '2036-01-01T00:00:00Z']);
  await superuser.query('COMMIT');
  return personId;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Puts a grant of an auditor where an act would; it runs from yesterday until tomorrow unless it is said otherwise. */
export async function granted(
  superuser: Client,
  personId: string,
  own: Partial<Grant>,
): Promise<Grant & { id: string }> {
  const now = Date.now();
  const term = { from: new Date(now - DAY_MS), until: new Date(now + DAY_MS) };
  const grant = { id: v7(), ...term, modelIds: [], dossierIds: [], ...own };
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  await superuser.query(
    `INSERT INTO auditor_grant (id, person_id, "from", until, purpose, given_by, given_at, revision)
     VALUES ($1, $2, $3, $4, 'Tests', 'tests', $3, 1)`,
    [grant.id, personId, grant.from, grant.until],
  );
  await superuser.query(
    `INSERT INTO auditor_grant_scope (id, grant_id, model_id, dossier_id)
     SELECT gen_random_uuid(), $1::uuid, model_id, NULL FROM unnest($2::uuid[]) model_id
     UNION ALL SELECT gen_random_uuid(), $1, NULL, dossier_id FROM unnest($3::uuid[]) dossier_id`,
    [grant.id, grant.modelIds, grant.dossierIds],
  );
  await superuser.query('COMMIT');
  return grant;
}

/** The same by acts, for tests that hold every row against the trail; the person has no session. */
export async function hireByActs(app: NestFastifyApplication, superuser: Client, hired: Hired): Promise<string> {
  const { printedName, roles, token } = hired;
  const actor = operatorActor();
  const { person } = await app.get(People).invite(actor, { userName: `u${v7()}`, printedName });
  for (const kind of ['training', 'identity-verification'] as const) {
    await app.get(Qualifications).record(actor, person.id, { kind, title: 'Test', doneOn: '2026-01-01' });
  }
  const self = { ...actor, id: person.id, name: printedName };
  await app.get(Qualifications).accept(self, 'Test');
  for (const role of roles) await app.get(RoleAssignments).give(actor, person.id, role, 'For the test');
  const issued = await app.get(ApiTokens).issue(actor, person.id, { name: 'Tests', scopes: SCOPES, days: 90 });
  await superuser.query('UPDATE held_secret SET digest = $2 WHERE id = $1', [issued.token.id, sha256(token)]);
  return person.id;
}

/** Puts the staff into the database of a superuser's address, once. */
export async function hireOn(superuserUrl: string, database = 'predicate'): Promise<void> {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  const superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  try {
    const known = await superuser.query('SELECT FROM held_secret WHERE digest = $1', [sha256(TOKEN)]);
    if (known.rowCount === 0) await hire(superuser, HIRED.staff);
  } finally {
    await superuser.end();
  }
}
