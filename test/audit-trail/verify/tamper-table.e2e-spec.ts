import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cosign } from '../../../src/audit-trail/log/cosignature';
import {
  printedVerifierKey,
  signerKey,
  signerKeyIn,
  type SignerKey,
  verifierOf,
} from '../../../src/audit-trail/log/note-key';
import { noteIn, printedNote } from '../../../src/audit-trail/log/signed-note';
import { printedSignature } from '../../../src/audit-trail/log/note-signature';
import type { Trusted } from '../../../src/audit-trail/verify/audit-database';
import { trustAnchorsIn } from '../../../src/timestamps/certificate-chain';
import { issue, pemOf } from '../../support/certificates';
import { registered } from '../../support/given';
import { type House, openHouse } from '../../support/house';
import { settledLog } from '../../support/log';
import { TestAuthority } from '../../support/timestamp-authority';
import { stampedDigest } from './kept-source';
import { TamperedCopy } from './tampered-copy';

const STAMPED_AT = new Date('2026-11-30T12:00:00.000Z');
const WITNESS = signerKey('witness.example.org', 'cosignature', Buffer.alloc(32, 3));

describe('What a superuser does on a copy of the record', () => {
  let house: House;
  let stolen: SignerKey;
  /** An entry between two checkpoints. */
  let edited: number;
  let witnessed: number;
  let size: number;
  /** What an auditor knows who was here when the witness was. */
  let auditor: Trusted;
  /** What somebody knows who believes the database and trusts no witness. */
  const nobody: Trusted = { log: [], witnesses: [], held: [], authorities: null };
  /** The stamp of what the witness saw, and one of the same that somebody made for himself. */
  let [stamp, forged]: Buffer[] = [];

  const recorded = async (count: number): Promise<number> => {
    for (let made = 0; made < count; made += 1) await registered.organization(house);
    const { superuser } = house.database;
    await settledLog(superuser);
    return Number((await superuser.query<{ size: string }>('SELECT size FROM log_state')).rows[0].size);
  };

  beforeAll(async () => {
    house = await openHouse({ isLogged: true, isTold: true });
    edited = (await recorded(4)) + 3;
    witnessed = await recorded(5);
    const { superuser } = house.database;
    const { rows } = await superuser.query<{ note: string }>('SELECT note FROM log_checkpoint WHERE size = $1', [
      witnessed,
    ]);
    const { text, signatures } = noteIn(rows[0].note);
    const cosignature = cosign(text, WITNESS, 1_795_000_000);
    await superuser.query('INSERT INTO log_cosignature VALUES ($1, $2, $3, now())', [
      ...[witnessed, printedVerifierKey(verifierOf(WITNESS)), printedSignature(cosignature)],
    ]);
    size = await recorded(6);
    const root = await issue('Root', { isCa: true });
    const authority = new TestAuthority(await issue('Signer', { issuer: root }));
    const another = new TestAuthority(await issue('Another', { issuer: await issue('Other', { isCa: true }) }));
    const stamped = async (at: number, by: TestAuthority): Promise<Buffer> => {
      const { rows: of } = await superuser.query<{ note: string }>('SELECT note FROM log_checkpoint WHERE size = $1', [
        at,
      ]);
      return by.token(stampedDigest(of[0].note), { at: STAMPED_AT });
    };
    [stamp, forged] = [await stamped(witnessed, authority), await stamped(witnessed, another)];
    const tokens: [number, Buffer][] = [
      [witnessed, stamp],
      [size, await stamped(size, authority)],
    ];
    for (const [at, token] of tokens) {
      const row = [at, 'https://tsa.example.org/', token, STAMPED_AT];
      await superuser.query('INSERT INTO log_timestamp VALUES ($1, $2, $3, $4)', row);
    }
    stolen = signerKeyIn((await readFile(join(house.storeDir, 'keys', 'log.key'), 'utf8')).trim());
    const note = printedNote({ text, signatures: [...signatures, cosignature] });
    auditor = {
      ...{ log: [verifierOf(stolen)], witnesses: [verifierOf(WITNESS)], authorities: trustAnchorsIn(pemOf(root)) },
      held: [{ holder: 'the auditor', note }],
    };
    await house.app.close();
    await superuser.end();
  });
  afterAll(async () => {
    await house.close().catch(() => undefined);
  });

  /** The kinds and places of what is found on a copy on which something was done. */
  async function found(tamper: (copy: TamperedCopy) => Promise<unknown>, trusted = auditor): Promise<string[]> {
    const copy = await TamperedCopy.of(house.database.superuserUrl);
    try {
      await tamper(copy);
      const { findings } = await copy.audited(trusted);
      return findings.map((one) => `${one.kind} ${one.index ?? one.size ?? ''}`.trim());
    } finally {
      await copy.drop();
    }
  }

  it('nothing at all: nothing is found, and how far the log is witnessed and stamped is said', async () => {
    const copy = await TamperedCopy.of(house.database.superuserUrl);
    const report = await copy.audited(auditor).finally(() => copy.drop());
    expect(report).toMatchObject({ size, findings: [], witnessed: { size: witnessed, by: ['witness.example.org'] } });
    expect(report).toMatchObject({ records: size, waiting: { events: 0 } });
    const at = STAMPED_AT.getTime() / 1000;
    expect(report.stamped).toEqual({ checkpoints: 2, size, at, by: ['CN=Signer, O=Predicate tests'], isVouched: true });
  });

  it('edits an entry: its bytes are not its leaf', async () => {
    expect(await found((copy) => copy.edit(edited))).toEqual([`leaf ${edited}`]);
  });

  it('and makes its leaf anew: the tree is of other entries', async () => {
    expect((await found((copy) => copy.edit(edited).then(() => copy.releaf(edited))))[0]).toBe(`tile ${edited}`);
  });

  const forgery = async (copy: TamperedCopy): Promise<void> => {
    await copy.edit(edited);
    await copy.releaf(edited);
    await copy.retree();
  };

  it('and makes tiles and root anew: what was signed is of other entries', async () => {
    expect(await found(forgery, nobody)).toEqual([`checkpoint-root ${witnessed}`]);
  });

  it('and signs all anew with the stolen key: who kept a checkpoint sees it, and nobody else', async () => {
    const all = (copy: TamperedCopy): Promise<void> => forgery(copy).then(() => copy.resign(stolen));
    expect(await found(all, nobody)).toEqual([]);
    expect(await found(all)).toEqual([`witness ${witnessed}`]);
  });

  it('and leaves the time stamps: they are of what was signed before, and everybody sees it', async () => {
    const all = (copy: TamperedCopy): Promise<void> =>
      forgery(copy).then(() => copy.resign(stolen, { leavesStamps: true }));
    expect(await found(all, nobody)).toEqual([`timestamp ${witnessed}`]);
  });

  const lengthen = async (copy: TamperedCopy): Promise<void> => {
    await copy.hand.query('ALTER TABLE audit_event DROP CONSTRAINT audit_event_payload_check');
    await copy.hand.query(
      `UPDATE audit_event SET payload = payload || convert_to(repeat(' ', 100000), 'UTF8')
       WHERE id = (SELECT event_id FROM log_leaf WHERE idx = $1)`,
      [edited],
    );
  };

  it('makes an entry longer than any act can be: its bytes are not its leaf', async () => {
    expect(await found(lengthen)).toContain(`leaf ${edited}`);
  });

  it('and makes its leaf anew: the tree is of other entries', async () => {
    const kinds = await found((copy) => lengthen(copy).then(() => copy.releaf(edited)));
    expect(kinds).toContain(`tile ${edited}`);
    expect(kinds).not.toContain(`leaf ${edited}`);
  });

  const rollback = (to: number) => async (copy: TamperedCopy) => {
    await copy.cutOff(to);
    await copy.retree();
    await copy.resign(stolen);
  };

  it('rolls the log back below what a witness saw, signed anew: who kept a checkpoint sees it', async () => {
    expect(await found(rollback(witnessed - 1), nobody)).toEqual([]);
    expect(await found(rollback(witnessed - 1))).toEqual([`witness ${witnessed}`]);
  });

  it('cuts off what is newer than every checkpoint outside, key in hand: nothing can see it', async () => {
    expect(await found(rollback(witnessed + 1))).toEqual([]);
  });

  const unstamp = ({ hand }: TamperedCopy) =>
    hand.query('DELETE FROM log_timestamp WHERE checkpoint_size = $1', [witnessed]);

  it('takes a time stamp away: who kept it sees that', async () => {
    const held = auditor.held.map((one) => ({ ...one, stamp }));
    expect(await found(unstamp, { ...auditor, held })).toEqual([`timestamp ${witnessed}`]);
  });

  it('takes a time stamp away that nobody kept, though a later one is there: nothing can see it', async () => {
    expect(await found(unstamp)).toEqual([]);
  });

  it('has an authority of his own stamp a checkpoint: who knows the right one sees it, and nobody else', async () => {
    const replace = ({ hand }: TamperedCopy) =>
      hand.query('UPDATE log_timestamp SET token = $2 WHERE checkpoint_size = $1', [witnessed, forged]);
    expect(await found(replace)).toEqual([`timestamp-authority ${witnessed}`]);
    expect(await found(replace, nobody)).toEqual([]);
  });

  it.each<[string, string, (copy: TamperedCopy) => Promise<unknown>]>([
    ['takes a leaf away', 'gap 5', ({ hand }) => hand.query('DELETE FROM log_leaf WHERE idx = 5')],
    ['takes the last leaves away', 'checkpoint-root', ({ hand }) => hand.query('DELETE FROM log_leaf WHERE idx > 10')],
    [
      'changes a tile',
      'tile 1',
      ({ hand }) => hand.query('UPDATE log_tile SET bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1)'),
    ],
    ['takes the tiles away', 'tile 0', ({ hand }) => hand.query('DELETE FROM log_tile')],
    ['writes another root', 'root', ({ hand }) => hand.query(`UPDATE log_state SET root = sha256('x')`)],
    [
      'files an act under another name',
      'misfiled 3',
      ({ hand }) =>
        hand.query(
          `UPDATE audit_event SET actor_name = 'Another' WHERE id = (SELECT event_id FROM log_leaf WHERE idx = 3)`,
        ),
    ],
    [
      'keeps an act out of the log',
      'unlogged',
      ({ hand }) =>
        hand.query(`WITH one AS (DELETE FROM log_leaf WHERE idx = (SELECT max(idx) FROM log_leaf) RETURNING idx)
                    SELECT FROM one`),
    ],
    [
      'changes a row of the record',
      'record',
      ({ hand }) =>
        hand.query(`UPDATE organization SET country = 'DE' WHERE id = (SELECT id FROM organization LIMIT 1)`),
    ],
    [
      'puts a digit into a cosignature',
      `cosignature`,
      ({ hand }) =>
        hand.query(`UPDATE log_cosignature SET line =
                    regexp_replace(line, '.(.....\\n)$', CASE WHEN line ~ 'A.....\\n$' THEN 'B' ELSE 'A' END || '\\1')`),
    ],
    [
      'changes a byte of a time stamp',
      'timestamp ',
      ({ hand }) =>
        hand.query(`UPDATE log_timestamp SET token =
                    set_byte(token, octet_length(token) - 1, get_byte(token, octet_length(token) - 1) # 1)`),
    ],
    [
      'puts the time stamp of another checkpoint in the place of one',
      'timestamp ',
      ({ hand }) =>
        hand.query(`UPDATE log_timestamp SET token = (SELECT token FROM log_timestamp ORDER BY checkpoint_size DESC LIMIT 1)
                    WHERE checkpoint_size = (SELECT min(checkpoint_size) FROM log_timestamp)`),
    ],
    [
      'files a time stamp under a size that was never signed',
      'timestamp 0',
      ({ hand }) =>
        hand.query(`UPDATE log_timestamp SET checkpoint_size = 0
                    WHERE checkpoint_size = (SELECT min(checkpoint_size) FROM log_timestamp)`),
    ],
    [
      'says that a time stamp is older than it is',
      'timestamp ',
      ({ hand }) => hand.query(`UPDATE log_timestamp SET stamped_at = stamped_at - interval '1 day'`),
    ],
  ])('%s', async (_, kind, tamper) => {
    expect((await found(tamper)).some((one) => one.startsWith(kind))).toBe(true);
  });
});
