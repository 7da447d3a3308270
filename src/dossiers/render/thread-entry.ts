import { extname, join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';

const LOADS_FIRST = /^(-r|--require)(=.*)?$/;

/** What this process was told to load before all else, such as a compiler; a thread is told the same, and nothing more. */
function preloads(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (!LOADS_FIRST.test(word)) return [];
    return word.includes('=') ? [word] : [word, words[at + 1] ?? ''];
  });
}

/** A thread that runs a file of this program, compiled or not as this one is. */
export const threadOf = (file: string, name: string, resourceLimits: ResourceLimits): Worker =>
  new Worker(`${file}${extname(__filename)}`, { name, execArgv: preloads(process.execArgv), resourceLimits });

/** A thread that draws, from the file beside this one. */
export const beginThread = (resourceLimits: ResourceLimits): Worker =>
  threadOf(join(__dirname, 'thread-main'), 'dossier', resourceLimits);
