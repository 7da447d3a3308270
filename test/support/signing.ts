import type { Response } from 'supertest';
import { v7 } from 'uuid';
import { Credential } from '../../src/access/credentials/credential.entity';
import { HeldSecrets } from '../../src/access/credentials/held-secrets';
import { Person } from '../../src/access/people/person.entity';
import { Sessions } from '../../src/access/sessions/sessions.service';
import { AuditTrail } from '../../src/audit-trail/audit-trail.service';
import { DataSource } from 'typeorm';
import { ModelVersion } from '../../src/models/model-version.entity';
import { Contents } from '../../src/signatures/signables/contents';
import { SigningStates } from '../../src/signatures/signing-states';
import { operatorActor } from '../../src/kernel/actor';
import { sha256 } from '../../src/kernel/digest';
import { BASELINE, type Meaning, type Process } from '../../src/signatures/process/steps.rules';
import { type Asked, Authenticator, type Wrong } from './authenticator';
import { toCbor } from './cbor';
import { asking, type House } from './house';
import { HIRED, hire, hireByActs, type Hired, inPerson, sessionOf } from './staff';

type Body = Record<string, unknown>;

/** What somebody wants to sign. */
export interface Wanted {
  readonly process: Process;
  readonly recordId: string;
  readonly meaning: Meaning;
  readonly comment?: string;
  readonly dissent?: string;
  readonly onBehalfOf?: string;
  readonly timeZone?: string;
}

/** A request to sign, as it is answered. */
export interface Shown {
  readonly id: string;
  readonly sentence: string;
  readonly payloadText: string;
  readonly ways: { readonly passkey: { readonly challenge: string; readonly rpId: string }; readonly password: string };
}

/** Somebody who was hired, with a passkey, in the session that he was hired with. */
export class Signer {
  readonly asks: ReturnType<typeof asking>;
  readonly origin: string;

  constructor(
    house: House,
    readonly id: string,
    readonly authenticator: Authenticator,
    headers: Record<string, string>,
  ) {
    const host = `localhost:${new URL(house.url).port}`;
    this.origin = `http://${host}`;
    this.asks = asking(house.url, { ...headers, Host: host });
  }

  ask(wanted: Wanted) {
    return this.asks.post('/api/v1/signature-requests').send(wanted);
  }

  /** What the authenticator says to a request, right or as wrong as the test wants. */
  assertion({ ways }: Shown, wrong: Wrong = {}) {
    const asked: Asked = { ...ways.passkey, origin: this.origin };
    return this.authenticator.get(asked, wrong);
  }

  answer({ id }: Pick<Shown, 'id'>, said: Body) {
    return this.asks.post(`/api/v1/signature-requests/${id}/signatures`).send(said);
  }

  /** Asks and signs with the passkey. */
  async sign(wanted: Wanted, wrong: Wrong = {}): Promise<Response> {
    const shown = await this.ask(wanted);
    if (shown.status !== 201) return shown;
    const request = shown.body as Shown;
    return this.answer(request, { method: 'passkey', response: this.assertion(request, wrong) });
  }
}

const signers = new WeakMap<House, Map<string, Promise<Signer>>>();

/** The same signer each time, who is hired at the first. */
export function signerOf(house: House, hired: Hired): Promise<Signer> {
  const known = signers.get(house) ?? new Map<string, Promise<Signer>>();
  signers.set(house, known);
  const signer = known.get(hired.token) ?? made(house, hired);
  known.set(hired.token, signer);
  return signer;
}

async function made(house: House, hired: Hired): Promise<Signer> {
  const { superuser } = house.database;
  const { rows } = await superuser.query<{ id: string }>('SELECT id FROM person WHERE printed_name = $1', [
    hired.printedName,
  ]);
  const hiring = (): Promise<string> =>
    house.isTold ? hireByActs(house.app, superuser, hired) : hire(superuser, hired);
  const personId = rows[0]?.id ?? (await hiring());
  const authenticator = new Authenticator();
  authenticator.userHandle = Buffer.from(personId.replaceAll('-', ''), 'hex');
  await (house.isTold ? addByActs : addUntold)(house, personId, authenticator);
  if (house.isTold) await openByAct(house, personId, hired.token);
  return new Signer(house, personId, authenticator, inPerson(hired.token));
}

const credentialOf = (personId: string, { credentialId, cose }: Authenticator) => ({
  ...{ id: v7(), personId, kind: 'passkey' as const, name: 'Tests', addedAt: new Date(), endedAt: null, revision: 1 },
  detail: {
    ...{ credentialId: credentialId.toString('base64url'), publicKey: toCbor(cose).toString('base64url') },
    ...{ algorithm: 'ES256', transports: [], backedUp: false, aaguid: '00000000-0000-0000-0000-000000000000' },
  },
});

async function addUntold({ database }: House, personId: string, authenticator: Authenticator): Promise<void> {
  const { id, kind, name, detail } = credentialOf(personId, authenticator);
  const { superuser } = database;
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  await superuser.query(
    `INSERT INTO credential (id, person_id, kind, name, detail, added_at, revision) VALUES ($1, $2, $3, $4, $5, now(), 1)`,
    [id, personId, kind, name, JSON.stringify(detail)],
  );
  await superuser.query(`INSERT INTO held_secret (id, kind) VALUES ($1, 'passkey')`, [id]);
  await superuser.query('COMMIT');
}

async function addByActs({ app }: House, personId: string, authenticator: Authenticator): Promise<void> {
  const credential = credentialOf(personId, authenticator);
  await app.get(AuditTrail).record(operatorActor(), 'credential.added', {}, async (tx) => {
    await tx.insert(Credential, credential);
    const { state, revision } = await tx.lock(Person, personId);
    if (state === 'invited') await tx.update(Person, personId, { state: 'active', revision: revision + 1 });
    await app.get(HeldSecrets).keep({ id: credential.id, kind: 'passkey' });
  });
}

async function openByAct({ app, database }: House, personId: string, token: string): Promise<void> {
  const { session } = await app.get(AuditTrail).record(operatorActor(), 'session.opened', {}, async (tx) => {
    const person = await tx.lock(Person, personId);
    return app.get(Sessions).open(tx, person, ['hwk', 'user'], { address: null, agent: null });
  });
  await database.superuser.query('UPDATE held_secret SET digest = $2 WHERE id = $1', [
    session.id,
    sha256(sessionOf(token)),
  ]);
}

/** Who signs in which role; the staff wrote what the tests write. */
const BY_ROLE: Readonly<Record<string, Hired>> = {
  specialist: HIRED.staff,
  reviewer: HIRED.reviewer,
  approver: HIRED.approver,
  'quality-lead': HIRED.reviewer,
};

/** Signs every step of a record, each by whom it takes. */
export async function signAll(house: House, process: Process, recordId: string): Promise<Body[]> {
  const signed: Body[] = [];
  for (const { meaning, role } of BASELINE[process]) {
    const signer = await signerOf(house, BY_ROLE[role] ?? HIRED.staff);
    const { status, body } = await signer.sign({ process, recordId, meaning });
    if (status !== 201) throw new Error(`${process} ${meaning}: ${JSON.stringify(body)}`);
    signed.push(body as Body);
  }
  return signed;
}

/** Signs everything that a dossier of a version rests on, and its approval, as far as nobody has yet. */
export function signWhole(house: House, versionId: string): Promise<void> {
  const done = (turns.get(house) ?? Promise.resolve()).then(() => signRest(house, versionId));
  turns.set(
    house,
    done.catch(() => undefined),
  );
  return done;
}

/** Those who ask at once wait for each other: what one has signed the next finds signed. */
const turns = new WeakMap<House, Promise<void>>();

async function signRest(house: House, versionId: string): Promise<void> {
  const { manager } = house.app.get(DataSource);
  const version = await manager.findOneByOrFail(ModelVersion, { id: versionId });
  const records = await house.app.get(Contents).records(manager, version);
  for (const { process, id } of records) await signOpen(house, process, id);
  if (version.state === 'draft') {
    const sent = { to: 'in-review', reason: 'For the test' };
    await house.staff.post(`/api/v1/versions/${versionId}/transitions`).send(sent).expect(201);
  }
  if (version.state === 'draft' || version.state === 'in-review') await signAll(house, 'version-approval', versionId);
}

async function signOpen(house: House, process: Process, id: string): Promise<void> {
  const { manager } = house.app.get(DataSource);
  const { isComplete } = await house.app.get(SigningStates).of(manager, process, id);
  if (!isComplete) await signAll(house, process, id);
}
