import { Command } from 'commander';
import { classify, type Determination } from '../classification/classify';
import { Refusal } from '../kernel/refusal';
import { inputFile } from './input-file';
import { fault, print, say, toExit, type ExitCode } from './outcome';

const MAX_BYTES = 16 * 1024 * 1024;

async function json(file: string): Promise<unknown> {
  const bytes = await inputFile(file, MAX_BYTES);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new Error(bytes.length === 0 ? 'it is empty' : `it is not JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

const at = (index: number, { type, errors }: Refusal): Refusal =>
  new Refusal(
    type,
    '',
    errors.map(({ pointer, detail }) => ({ pointer: `/${index}${pointer}`, detail })),
  );

/** One printed shape for all: what a case leaves undecided is in `missing`. */
const shown = ({ id, ruleSet, outcome, steps, missing, warnings }: Determination) => ({
  ...(id === undefined ? {} : { id }),
  ...{ ruleSet, outcome, steps, missing, warnings },
});

async function run(file: string): Promise<ExitCode> {
  try {
    const asked = await json(file);
    if (!Array.isArray(asked)) {
      print(shown(classify(asked)), 2);
      return 0;
    }
    const determinations = asked.map((one: unknown, index) => {
      try {
        return shown(classify(one));
      } catch (error) {
        throw error instanceof Refusal ? at(index, error) : error;
      }
    });
    print(determinations, 2);
    return 0;
  } catch (error) {
    say(fault(file, error));
    return 2;
  }
}

/** `predicate classify FILE`: `{ruleSet, facts}`, or an array of them, to outcomes in the same order. */
export const classifyCommand = (): Command =>
  new Command('classify')
    .description('apply a published rule set to facts: {ruleSet, facts}, or an array of them; stores nothing')
    .argument('<file>', 'JSON file')
    .action(toExit(run));
