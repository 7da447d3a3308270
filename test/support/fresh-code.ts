import { codeAt } from '../../src/access/credentials/totp.rules';
import type { House } from './house';
import type { Enrolled } from './people';

/** A code that was not used yet, for each is good once: as if the last one had been used long ago. */
export async function freshCode({ database: { superuser } }: House, { id, secret }: Enrolled): Promise<string> {
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  await superuser.query(
    `UPDATE held_secret SET counter = 0 WHERE id IN (SELECT id FROM credential WHERE person_id = $1 AND kind = 'totp')`,
    [id],
  );
  await superuser.query('COMMIT');
  return codeAt(secret, new Date());
}
