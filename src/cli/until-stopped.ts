import { say } from './outcome';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves at the first signal to stop. From the call on a signal no longer ends the process by itself, so it is called
 * before anything is started that would be left running; a second signal ends it at once.
 */
export function untilStopped(tell: (line: string) => void = say): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (isStopping) process.exit(1);
      isStopping = true;
      tell(`${signal}: what was accepted is finished, then everything stops`);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
