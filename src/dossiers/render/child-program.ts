import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { extname } from 'node:path';
import { surroundings } from '../../config';

const LOADS_FIRST = /^(-r|--require)(=.*)?$/;

/** What this process was told to load before all else, such as a compiler; what runs beside it is told the same, and nothing more. */
export function preloads(words: readonly string[]): string[] {
  return words.flatMap((word, at) => {
    if (!LOADS_FIRST.test(word)) return [];
    return word.includes('=') ? [word] : [word, words[at + 1] ?? ''];
  });
}

/** A file of this program, compiled or not as this one is. */
export const programAt = (file: string): string => `${file}${extname(__filename)}`;

/**
 * Starts a file of this program as a process of its own, with words for Node before it. Whoever waits for an answer of the
 * service comes before it wherever a core is wanted twice. Its fourth and fifth file are pipes, its errors a third one.
 * Null where it could not be started, for want of files or processes.
 */
export function startBeside(file: string, words: readonly string[]): ChildProcess | null {
  const all = [...preloads(process.execArgv), ...words, programAt(file)];
  const child = spawn(process.execPath, all, {
    env: surroundings(),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  child.on('error', () => undefined);
  if (child.pid === undefined) return null;
  try {
    // What it begins later has the same priority.
    setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It is gone already, which is seen by its pipes.
  }
  return child;
}
