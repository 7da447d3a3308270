import { Command } from 'commander';
import { readConfig } from '../config';
import { say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

async function serve(): Promise<ExitCode> {
  const config = readConfig();
  const stopped = untilStopped();
  const { openHouse } = await import('./ground.js');
  const house = await openHouse(config);
  const { url, newToken } = house;
  say(`Predicate listens on ${url}; the API is described at ${url}/api/docs`);
  if (newToken !== null) {
    say(`The operator token, which is told this once:\n\n  ${newToken}\n\nSend it as “Authorization: Bearer …”.`);
  }
  await stopped;
  await house.close();
  return 0;
}

/** `predicate serve`: the service, on the configured database or on its own. */
export const serveCommand = (): Command =>
  new Command('serve').description('run the service (npm start)').action(toExit(serve));
