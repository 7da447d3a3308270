import { DamagedBackup } from '../backup/backup-fault';
import { Progress, type Step } from '../backup/progress';
import { fault, print, say, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

const MIB = 1024 * 1024;

const inWords = ({ step, files, bytes }: Step): string =>
  files === 0 && bytes === 0 ? step : `${step}: ${files} files, ${(bytes / MIB).toFixed(1)} MiB`;

/** The progress of a command: words for people, or a JSON document a line. A signal stops it, and what was made is removed. */
export function heardProgress(asJson: boolean): { progress: Progress; stop: AbortSignal } {
  const stopping = new AbortController();
  void untilStopped((line) => say(line.replace(/: .*/, ': it stops, and what was made so far is removed'))).then(() =>
    stopping.abort(new Error('Stopped: nothing was made')),
  );
  const tell = (step: Step): void => say(asJson ? JSON.stringify(step) : inWords(step));
  return { progress: new Progress(tell, stopping.signal), stop: stopping.signal };
}

/** What is wrong with a backup, as the result: the thing looked at is not well. */
export function tellDamage(folder: string, error: unknown): ExitCode {
  if (!(error instanceof DamagedBackup)) throw error;
  print({ verdict: 'damaged', ...error.mismatch }, 2);
  say(fault(folder, error));
  say('Nothing is restored from it: take another backup.');
  return 1;
}
