import { resolve } from 'node:path';
import type { ReadVariable } from './anchors';

/** How the connection to the server of mail is kept from others: from the start, after STARTTLS (RFC 3207), or not at all. */
export type MailTls = 'implicit' | 'starttls' | 'none';

/** The server that takes mail (RFC 5321, RFC 8314). */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: MailTls;
  /** Null where the server asks for none. */
  readonly login: { readonly user: string; readonly password: string } | null;
}

/** What is mailed from where, as it is configured. */
export interface MailConfig {
  readonly server: MailServer;
  /** Certificates in PEM beside those that Node trusts; null takes those alone. */
  readonly caFile: string | null;
  readonly from: { readonly name: string; readonly address: string };
  /** Whether a mail says what a comment says; without, it says only where it stands. */
  readonly commentText: boolean;
}

/** What stands in a header as it is: no blank, no control character, nothing that parts one address from another. */
export const MAIL_ADDRESS = /^[!#-'*+/-9=?A-Z^-~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,187}[A-Za-z0-9])?$/;
const NAMED = /^([A-Za-z0-9][A-Za-z0-9 .&'-]{0,78}) <([^<>]+)>$/;

const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const;

function smtpUrl(text: string): MailServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOne = url !== null && (url.protocol === 'smtps:' || url.protocol === 'smtp:') && url.hostname !== '';
  if (!isOne || !['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    throw new Error('must be smtps://user:password@mail.example.org:465, or smtp:// with STARTTLS');
  }
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORTS[url.protocol as keyof typeof PORTS] : Number(url.port),
    tls: url.protocol === 'smtps:' ? 'implicit' : 'starttls',
    login: user === '' ? null : { user, password: decodeURIComponent(url.password) },
  };
}

function fromAddress(text: string): MailConfig['from'] {
  const [, name = 'Predicate', address = text] = NAMED.exec(text) ?? [];
  if (!MAIL_ADDRESS.test(address)) {
    throw new Error('must be an address, as predicate@example.org or Predicate <predicate@example.org>');
  }
  return { name, address };
}

function tlsRule(text: string): 'required' | 'none' {
  if (text !== 'required' && text !== 'none') throw new Error('must be required or none');
  return text;
}

function yesOrNo(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new Error('must be true or false');
  return text === 'true';
}

const URL_NAME = 'PREDICATE_SMTP_URL';
const FROM_NAME = 'PREDICATE_MAIL_FROM';

/** Nothing is mailed without a server; a server without the rest is a mistake, which is told. */
export function readMailConfig(read: ReadVariable, problems: string[], publicUrl: string | null): MailConfig | null {
  const wrong = problems.length;
  const server = read<MailServer | null>(URL_NAME, smtpUrl, null);
  const from = read<MailConfig['from'] | null>(FROM_NAME, fromAddress, null);
  const tls = read<'required' | 'none'>('PREDICATE_SMTP_TLS', tlsRule, 'required');
  const caFile = read<string | null>('PREDICATE_SMTP_CA_FILE', (text) => resolve(text), null);
  const commentText = read('PREDICATE_MAIL_COMMENT_TEXT', yesOrNo, true);
  if (problems.length > wrong) return null;
  if (server === null) {
    if (from !== null) problems.push(`${FROM_NAME} is set but ${URL_NAME} is not`);
    return null;
  }
  if (from === null) problems.push(`${URL_NAME} is set but ${FROM_NAME} is not`);
  if (publicUrl === null) problems.push(`${URL_NAME} is set but PREDICATE_PUBLIC_URL, to which mails lead, is not`);
  if (tls === 'none' && (server.login !== null || server.tls === 'implicit')) {
    problems.push('PREDICATE_SMTP_TLS is none: then PREDICATE_SMTP_URL must be smtp:// without a password');
  }
  if (from === null) return null;
  return { server: tls === 'none' ? { ...server, tls: 'none' } : server, caFile, from, commentText };
}
