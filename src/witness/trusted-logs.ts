import { type VerifierKey, verifierKeyIn } from '../audit-trail/log/note-key';

/** The keys of each log that a witness looks after, by the origin of the log, which is the name of its keys. */
export type TrustedLogs = ReadonlyMap<string, readonly VerifierKey[]>;

/** The logs out of their verifier keys (`name+id+base64`); throws for what is none, naming which, and where there is none. */
export function trustedLogs(texts: readonly string[]): TrustedLogs {
  const logs = new Map<string, VerifierKey[]>();
  for (const text of new Set(texts)) {
    const key = logKey(text);
    logs.set(key.name, [...(logs.get(key.name) ?? []), key]);
  }
  if (logs.size === 0) throw new Error('a witness needs the key of one log at least: --log <vkey>, or --logs <file>');
  return logs;
}

function logKey(text: string): VerifierKey {
  const key = keyIn(text);
  if (key.type !== 'note') throw new Error(`${text} is the key of a witness; a log signs with a key of type 1`);
  return key;
}

function keyIn(text: string): VerifierKey {
  try {
    return verifierKeyIn(text);
  } catch (error) {
    throw new Error(`“${text.slice(0, 200)}” is no key of a log: ${(error as Error).message}`, { cause: error });
  }
}

/** The keys in a text, one a line; what follows a # at the start of a line is for people. */
export const keysListedIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
