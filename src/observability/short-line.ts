import type { ToldError } from './told-error';

/** A line of the log as it is written, one JSON object. */
export interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly msg?: string;
  readonly context?: string;
  readonly requestId?: string;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly aborted?: boolean;
  readonly ms?: number;
  readonly bytes?: number;
  readonly actor?: string | null;
  readonly error?: ToldError;
}

/** What a terminal would obey, written out. */
const visible = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) =>
    JSON.stringify(character)
      .slice(1, -1)
      .replace(/^\p{Cc}$/u, '?'),
  );

const answered = ({ method, route, status, aborted, ms, bytes, actor }: LogLine): string =>
  [
    ...[method, route, aborted ? 'aborted' : status, `${ms ?? 0} ms`, `${bytes ?? 0} B`],
    ...(actor ? [actor] : []),
  ].join(' ');

function* errorLines(error: ToldError | undefined): Generator<string> {
  for (let one = error; one !== undefined; one = one.cause) {
    yield `  ${visible(`${one.name}${one.code ? ` ${one.code}` : ''}: ${one.message}`)}`;
    for (const frame of one.frames) yield `    ${visible(frame)}`;
  }
}

/** A line of the log for somebody who looks at a terminal: the time of day, what happened, and where an error came from. */
export function shortLine(line: LogLine): string {
  const level = line.level === 'info' ? '' : `${line.level} `;
  const context = line.context === undefined ? '' : `${line.context}: `;
  const words = line.route === undefined ? (line.msg ?? '') : answered(line);
  const request = line.error === undefined || line.requestId === undefined ? '' : ` (request ${line.requestId})`;
  const head = `${line.time.slice(11, 19)} ${level}${visible(`${context}${words}${request}`)}`;
  return `${[head, ...errorLines(line.error)].join('\n')}\n`;
}
