import type { PoolClient } from 'pg';
import { inOneGo, statement } from '../../database/statements';
import { printedVerifierKey, type SignerKey, verifierOf } from '../log/note-key';
import { START } from '../unit-of-work';
import { makeLogKey, readLogKey } from './log-key';
import type { LogGround } from './log-ground';
import { LogRefused } from './log-refused';

interface Named {
  readonly origin: string;
  readonly vkey: string | null;
  readonly isSigned: boolean;
}

/**
 * The key of the log, with which it goes by its name. Both are made at the first start; once a checkpoint was signed they
 * stay for ever, so that another name, another key or a key that is gone throws `LogRefused` and no new one is made.
 */
export async function signerOf(client: PoolClient, { origin: wanted, keyFile }: LogGround): Promise<SignerKey> {
  const named = await nameOf(client);
  const origin = wanted ?? named.origin;
  if (named.isSigned && origin !== named.origin) {
    throw new LogRefused(`The log is signed as ${named.origin}; PREDICATE_LOG_ORIGIN cannot rename it to ${origin}`);
  }
  const key = (await readLogKey(keyFile)) ?? (named.isSigned ? null : await makeLogKey(keyFile, origin));
  if (key === null) {
    throw new LogRefused(`The key that signed the log, ${named.vkey}, is not at ${keyFile}: restore it from a backup`);
  }
  if (key.name !== origin) {
    throw new LogRefused(
      `The key at ${keyFile} is of ${key.name}, and the log is ${origin}: one of them is to be set right`,
    );
  }
  await adopt(client, named, key);
  return key;
}

async function nameOf(client: PoolClient): Promise<Named> {
  const { rows } = await client.query<Named>(
    'SELECT origin, vkey, EXISTS (SELECT FROM log_checkpoint) AS "isSigned" FROM log_state',
  );
  return rows[0];
}

/** Writes name and key down beside the log; once it was signed the database refuses to change either. */
async function adopt(client: PoolClient, { vkey, origin, isSigned }: Named, key: SignerKey): Promise<void> {
  const own = printedVerifierKey(verifierOf(key));
  if (vkey === own && origin === key.name) return;
  if (isSigned) throw new LogRefused(`The log is signed by ${vkey}; the key at hand is ${own}, and signs nothing`);
  const change = statement('UPDATE log_state SET origin = $1, vkey = $2', key.name, own);
  await inOneGo(client, [START, change, statement('COMMIT')]);
}
