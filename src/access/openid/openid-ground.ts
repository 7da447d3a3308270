import { readFile } from 'node:fs/promises';
import type { OpenidConfig } from '../../config/openid';

/** Who vouches for people, and as what this service is known there. */
export interface OpenidGround {
  /** In the letters in which it names itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** How strongly a person must have proved himself before he signs; null asks for none. */
  readonly acr: string | null;
}

/** Under this name it is found; null where nobody vouches for anybody. */
export const OPENID = Symbol('OpenidGround');

/** Reads the secret that the configuration names; throws, naming the variable, for a file that is not there or is empty. */
export async function openOpenid(config: OpenidConfig | null): Promise<OpenidGround | null> {
  if (config === null) return null;
  const { issuer, clientId, acr, clientSecretFile } = config;
  return { issuer, clientId, acr, clientSecret: clientSecretFile === null ? null : await secretIn(clientSecretFile) };
}

async function secretIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unusable(`${file} cannot be read (${error.code ?? 'unknown'})`);
  });
  const secret = text.trim();
  if (!/^[\x21-\x7e]{1,1024}$/.test(secret)) throw unusable(`${file} must hold one line of printable characters`);
  return secret;
}

const unusable = (words: string): Error =>
  new Error(`The configuration is not usable:\n  PREDICATE_OIDC_CLIENT_SECRET_FILE: ${words}`);
