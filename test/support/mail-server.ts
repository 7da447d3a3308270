import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailServer } from '../../src/config/mail';

/** A mail as the server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** The parts of it, decoded. */
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isSecure: boolean;
}

/** What the server does with the next mails. */
export type Mood = 'take' | 'not-now' | 'never' | 'hang-up';

/** A real server of mail (RFC 5321) on this machine. */
export interface TestMailServer {
  readonly port: number;
  readonly taken: TakenMail[];
  mood: Mood;
  /** Where it listens, as the configuration says it. */
  at(own?: Partial<MailServer>): MailServer;
  close(): Promise<void>;
}

const decoded = (part: string): string => {
  const [head = '', ...rest] = part.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/quoted-printable/i.test(head)) {
    const bytes = body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
  }
  return /base64/i.test(head) ? Buffer.from(body, 'base64').toString('utf8') : body;
};

const headersOf = (raw: string): Record<string, string> =>
  Object.fromEntries(
    (raw.split('\r\n\r\n')[0] ?? '')
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

const partOf = (raw: string, type: string): string => {
  const boundary = /boundary="?([^"\r\n;]+)/.exec(raw)?.[1] ?? '';
  const part = raw.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`));
  return part === undefined ? '' : decoded(part.replace(/^\r\n/, '')).replaceAll('\r\n', '\n').trimEnd();
};

/** Opens it; without options it speaks STARTTLS with a certificate of its own, or no TLS at all. */
export async function openMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, logger: false, disabledCommands: options.key === undefined ? ['STARTTLS'] : [] },
    ...options,
    onData(stream, session, done) {
      if (house.mood === 'hang-up') {
        stream.resume();
        stream.on('end', () => {
          const { connections } = server as unknown as { connections: Set<{ _socket: { destroy(): void } }> };
          for (const connection of connections) connection._socket.destroy();
        });
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (house.mood === 'take') {
          const raw = Buffer.concat(chunks).toString('utf8');
          const { mailFrom, rcptTo } = session.envelope;
          taken.push({
            ...{ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw },
            ...{ text: partOf(raw, 'text/plain'), html: partOf(raw, 'text/html'), headers: headersOf(raw) },
            isSecure: session.secure,
          });
          done();
          return;
        }
        const responseCode = house.mood === 'not-now' ? 451 : 550;
        done(Object.assign(new Error('No'), { responseCode }));
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const port = (server.server.address() as AddressInfo).port;
  const house: TestMailServer = {
    ...{ port, taken, mood: 'take' },
    at: (own = {}) => ({ host: '127.0.0.1', port, tls: 'none', login: null, ...own }),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return house;
}
