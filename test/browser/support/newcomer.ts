import { asking, type House } from '../../support/house';
import { ADMINISTRATOR_TOKEN, inPerson, PAPERS } from '../../support/staff';

/** Somebody whom the administrator invited. */
export interface Newcomer {
  readonly id: string;
  readonly userName: string;
  /** Of his one-time link. */
  readonly token: string;
}

let count = 0;

/** Invites somebody; what he may do with the link is another test's. */
export async function newcomer(house: House, origin: Record<string, string> = {}): Promise<Newcomer> {
  const administrator = asking(house.url, { ...inPerson(ADMINISTRATOR_TOKEN), ...origin });
  const userName = `visitor-${(count += 1)}-${process.pid}`;
  const sent = { userName, printedName: `Visitor ${count}` };
  const { id } = (await administrator.post('/api/v1/people').send(sent).expect(201)).body as { id: string };
  const why = { reason: 'The first time' };
  const { link } = (await administrator.post(`/api/v1/people/${id}/links`).send(why).expect(201)).body as {
    link: { token: string };
  };
  return { id, userName, token: link.token };
}

/** Gives him a role with the papers that it takes, where acts would put them. */
export async function appointed({ database: { superuser } }: House, id: string, role: string): Promise<void> {
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  await superuser.query(
    `INSERT INTO role_assignment (id, person_id, role, granted_by, granted_at, revision)
     VALUES (gen_random_uuid(), $1, $2, 'tests', now(), 1)`,
    [id, role],
  );
  await superuser.query(PAPERS, [id, new Date()]);
  await superuser.query('COMMIT');
}
