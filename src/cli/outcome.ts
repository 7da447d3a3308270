import { Refusal } from '../kernel/refusal';

/** What a command ends with: 0 well, 1 the thing looked at is not well, 2 it could not be looked at. */
export type ExitCode = 0 | 1 | 2;

/** Words for people. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A result, for programs: one JSON document a line. */
export const print = (value: unknown, indent?: number): void => {
  process.stdout.write(`${JSON.stringify(value, null, indent)}\n`);
};

const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal && error.errors.length > 0) {
    return error.errors.map(({ pointer, detail }) => `${pointer === '' ? '' : `${pointer}: `}${detail}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
};

/** What is quoted from a file may hold line ends, and codes that a terminal would obey. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+\s*/gu, ' ');

/** A message that names what could not be looked at and why, in one line. */
export const fault = (what: string, error: unknown): string => oneLine(`${what}: ${reasonOf(error)}`);

/** Runs a command to its exit code; what it throws could not be looked at, and is said in its own words. */
export const toExit =
  <A extends unknown[]>(run: (...args: A) => Promise<ExitCode>) =>
  async (...args: A): Promise<void> => {
    try {
      process.exitCode = await run(...args);
    } catch (error) {
      say(`predicate: ${reasonOf(error)}`);
      process.exitCode = 2;
    }
  };
