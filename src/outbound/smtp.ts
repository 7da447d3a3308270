import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'node:stream';
import type { MailServer } from '../config/mail';

/** A mail as it leaves: to one person, as plain text and as simple HTML. */
export interface Letter {
  /** Of the Message-ID and of nothing else: the same letter has the same one for ever. */
  readonly id: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
  /** Where to leave off (RFC 2369, RFC 8058); null where there is nothing to leave off. */
  readonly unsubscribe: string | null;
}

/** It was not taken, and that is certain: it can be sent again, unless the server says that it never will (RFC 5321 §4.2.1). */
export class MailNotTaken extends Error {
  constructor(
    message: string,
    readonly isFinal: boolean,
    cause: unknown,
  ) {
    super(message, { cause });
    this.name = 'MailNotTaken';
  }
}

/** The server may have taken it, and did not say so: whoever sends it again may send it twice. */
export class MailUnsure extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'MailUnsure';
  }
}

const CONNECT_MS = 10_000;
const SILENT_MS = 30_000;

/** What a header may hold: one line, whatever was in the text. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** The bytes of a letter (RFC 5322), with every header in one line of ours. */
export function bytesOf({ id, from, to, subject, text, html, at, unsubscribe }: Letter): Promise<Buffer> {
  const headers: Record<string, string> = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(unsubscribe === null
      ? {}
      : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
  const mail = {
    ...{ from: { name: oneLine(from.name), address: from.address }, to: { name: '', address: to } },
    ...{ subject: oneLine(subject), text, html, date: at, messageId: `<${id}@${hostOf(from.address)}>`, headers },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
  return new MailComposer(mail).compile().build();
}

interface Failure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

const toldOf = ({ code, responseCode, message }: Failure, host: string): string => {
  const said = responseCode === undefined ? (code ?? message) : `it answers ${responseCode}`;
  return `The server of mail ${host} did not take it: ${said}`;
};

/** Sends letters one by one, each on a connection of its own. */
export class Smtp {
  constructor(
    private readonly server: MailServer,
    private readonly ca: string | null = null,
  ) {}

  /** Sends a letter. Throws `MailNotTaken` or `MailUnsure`; when it returns, the server has taken it. */
  async send(letter: Letter): Promise<void> {
    const bytes = await bytesOf(letter);
    const { connection, failed } = this.open();
    let hasBegun = false;
    const body = Readable.from(
      (function* () {
        hasBegun = true;
        yield bytes;
      })(),
    );
    try {
      await Promise.race([failed, this.deliver(connection, letter, body)]);
    } catch (error) {
      const failure = error as Failure;
      const { responseCode } = failure;
      if (hasBegun && responseCode === undefined) {
        throw new MailUnsure(`The server of mail ${this.server.host} went silent while it took the mail`, error);
      }
      throw new MailNotTaken(toldOf(failure, this.server.host), (responseCode ?? 0) >= 500, error);
    } finally {
      connection.close();
    }
  }

  private open(): { connection: SMTPConnection; failed: Promise<never> } {
    const { host, port, tls } = this.server;
    const connection = new SMTPConnection({
      ...{ host, port, secure: tls === 'implicit', requireTLS: tls === 'starttls', ignoreTLS: tls === 'none' },
      ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
      tls: { minVersion: 'TLSv1.2', ...(this.ca === null ? {} : { ca: this.ca }) },
    });
    const failed = new Promise<never>((_, reject) => {
      connection.on('error', reject);
      connection.once('end', () => reject(new Error('it ended the connection')));
    });
    failed.catch(() => undefined);
    return { connection, failed };
  }

  private async deliver(connection: SMTPConnection, { from, to }: Letter, body: Readable): Promise<void> {
    const { login } = this.server;
    await new Promise<void>((connected) => connection.connect(() => connected()));
    if (login !== null) {
      const credentials = { user: login.user, pass: login.password };
      await settled((done) => connection.login(credentials, done));
    }
    await settled((done) => connection.send({ from: from.address, to: [to] }, body, done));
  }
}

const settled = (act: (done: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    act((error) => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
  });
