import { Command } from 'commander';
import { readConfig } from '../config';
import { armFailpoint, printedFailAt } from '../kernel/failpoints';
import { logUncaught } from '../observability/uncaught';
import { say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

async function serve(): Promise<ExitCode> {
  const config = readConfig();
  if (config.failAt !== null) {
    say(printedFailAt(config.failAt));
    armFailpoint(config.failAt);
  }
  let tell = say;
  const stopped = untilStopped((line) => {
    tell(line);
  });
  const { openHouse, openLog } = await import('./ground.js');
  const log = openLog(config);
  tell = (line) => log.log(line);
  logUncaught(log);
  const house = await openHouse(config, { log, tell });
  const { url, metricsUrl, newToken } = house;
  tell(`Predicate listens on ${url}; the API is described at ${url}/api/docs`);
  if (metricsUrl !== null) tell(`Metrics are at ${metricsUrl}`);
  if (newToken !== null) {
    say(
      `The operator token, which is told this once:\n\n  ${newToken}\n\nIt makes the first administrator and does nothing else; “predicate user” and “predicate token” work beside it.`,
    );
  }
  await stopped;
  await house.close();
  return 0;
}

/** `predicate serve`: the service, on the configured database or on its own. */
export const serveCommand = (): Command =>
  new Command('serve').description('run the service (npm start)').action(toExit(serve));
