import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config';
import { requestInHand } from './request-context';
import { type Scrub, scrubber } from './scrub';
import { type LogLine, shortLine } from './short-line';
import { toldError } from './told-error';

export interface LogOptions {
  readonly level: LogLevel;
  /** Texts that this process knows and nobody may read in its log. */
  readonly secrets?: readonly string[];
  /** Where the lines go; standard error when absent, because standard output belongs to results. */
  readonly out?: DestinationStream;
}

/** One answered request, as it is logged and counted. */
export type Answered = Required<Pick<LogLine, 'requestId' | 'method' | 'route' | 'status' | 'ms' | 'bytes' | 'actor'>> &
  Pick<LogLine, 'aborted'>;

type Severity = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** What the framework says of its own start; nobody asked for fifty lines of it. */
const STARTING: ReadonlySet<unknown> = new Set([
  ...['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'TypeOrmModule'],
]);

const forPeople: DestinationStream = {
  write: (line) => void process.stderr.write(shortLine(JSON.parse(line) as LogLine)),
};

/** JSON for programs, short lines for a terminal; written at once, so that a killed process loses none. */
const standardError = (): DestinationStream =>
  process.stderr.isTTY ? forPeople : pino.destination({ dest: 2, sync: true });

const wordsOf = (message: unknown): string => {
  if (typeof message === 'string') return message;
  if (message instanceof Error) return message.name;
  return typeof message === 'object' && message !== null ? Object.keys(message).join(', ') : String(message);
};

/**
 * The one log of the service. A line has the fields of `LogLine` and no others, whatever it was given: bodies, queries,
 * headers and the fields of foreign objects have no place to stand in, and every text is scrubbed.
 */
export class ServiceLog implements LoggerService {
  private readonly secrets = new Set<string>();
  private readonly pino: Logger;
  private scrub: Scrub;

  constructor({ level, secrets = [], out = standardError() }: LogOptions) {
    this.hide(...secrets);
    const formatters = { level: (label: string) => ({ level: label }) };
    this.pino = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters }, out);
  }

  /** Keeps further secrets out of every line from here on; null is none. */
  hide(...secrets: readonly (string | null)[]): void {
    for (const secret of secrets) if (secret !== null) this.secrets.add(secret);
    this.scrub = scrubber(this.secrets);
  }

  /** The one line of a request, when its answer is sent or its caller is gone; of a health check that is well, for debugging. */
  answered(line: Answered): void {
    const isRoutine = line.route.startsWith('/health/') && line.status < 400;
    this.pino[isRoutine ? 'debug' : 'info'](line);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(STARTING.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** After Nest's manner: a message, perhaps an error or its stack, and last the context that it came from. */
  private write(severity: Severity, message: unknown, rest: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(severity)) return;
    const error = [message, ...rest].find((one) => one instanceof Error);
    const texts = rest.filter((one) => typeof one === 'string');
    const context = texts.at(-1);
    const more = texts.slice(0, -1).join('\n');
    const line: Partial<LogLine> = {
      ...{ requestId: requestInHand(), context: context === undefined ? undefined : this.scrub(context) },
      ...(error === undefined ? {} : { error: toldError(error, this.scrub) }),
    };
    this.pino[severity](line, this.scrub(more === '' ? wordsOf(message) : `${wordsOf(message)}\n${more}`));
  }
}
