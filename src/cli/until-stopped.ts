import { say } from './outcome';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Waits for the signal to stop, then closes; a second signal while it closes is not waited for. */
export function untilStopped(close: () => Promise<void>, tell = say): Promise<void> {
  return new Promise((resolve, reject) => {
    let isStopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (isStopping) process.exit(1);
      isStopping = true;
      tell(`${signal}: what was accepted is finished, then everything stops`);
      close().then(resolve, reject);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
