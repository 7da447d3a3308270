import { Command } from 'commander';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { environment, readConfig } from '../config';
import { isInFuture } from '../evidence/evidence.rules';
import { readEvidenceFile } from '../evidence/importers/read-evidence-file';
import { refusedFileName } from '../evidence/media-types.rules';
import type { DemoStaff } from './demo/demo-staff';
import type { GivenFile } from './demo/worked-example';
import { inputFile } from './input-file';
import { fault, print, say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

interface DemoOptions {
  readonly once?: true;
  readonly out: string;
  readonly port?: string;
  readonly evidence: readonly string[];
}

const MAX_BYTES = 64 * 1024 * 1024;

/** Reads one file, or says in words why the demo could not record it. */
async function givenFile(path: string, before: readonly GivenFile[]): Promise<GivenFile> {
  const name = basename(path);
  const refused = refusedFileName(name);
  if (refused !== null) throw new Error(`its name ${refused}`);
  const bytes = await inputFile(path, MAX_BYTES);
  const performedOn = readEvidenceFile(path, bytes).evaluatedAt?.slice(0, 10) ?? null;
  if (before.some((other) => other.bytes.equals(bytes))) throw new Error('it is given twice');
  if (performedOn !== null && isInFuture(performedOn, new Date())) {
    throw new Error(`it says that its run took place on ${performedOn}, a day that is yet to come`);
  }
  return { name, bytes, performedOn };
}

/** Reads the given files before anything is started, so that a bad one costs nothing and leaves nothing. */
async function givenFiles(paths: readonly string[]): Promise<GivenFile[]> {
  const given: GivenFile[] = [];
  for (const path of paths) {
    try {
      given.push(await givenFile(path, given));
    } catch (error) {
      throw new Error(fault(path, error), { cause: error });
    }
  }
  return given;
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const half = `${file}.${process.pid}`;
  await writeFile(half, bytes);
  await rename(half, file);
}

const USED =
  'The demo signed with codes of the last minute, and none is taken twice: where one is refused, take the next.';

/** The accounts of this run, as one signs in with them: nothing of it is kept. */
const printedStaff = (staff: DemoStaff): string =>
  [
    'Sign in as (user name, password, secret of the authenticator app):',
    ...Object.values(staff).map(({ userName, password, secret }) => `  ${userName.padEnd(20)} ${password}  ${secret}`),
  ].join('\n');

const refuse = (): never => {
  throw new Error('the demo was stopped before its dossier was made');
};

async function demo({ once, out, port, evidence }: DemoOptions): Promise<ExitCode> {
  const given = await givenFiles(evidence);
  const config = readConfig(environment(port === undefined ? {} : { PREDICATE_PORT: port }));
  const stopped = untilStopped();
  const { openDemo } = await import('./demo/open-demo.js');
  const house = await openDemo(once === true ? { ...config, port: 0 } : config);
  try {
    const { dossier, bytes, verdict } = await Promise.race([house.makeDossier(given), stopped.then(refuse)]);
    await mkdir(out, { recursive: true });
    const file = join(resolve(out), `${dossier.code}.pdf`);
    await writeWhole(file, bytes);
    print({
      dossier: dossier.code,
      file,
      pages: dossier.pages,
      sha256: dossier.sha256,
      recordSha256: dossier.recordSha256,
      verdict: verdict.verdict,
    });
    say(`${verdict.words}\nThe dossier: ${file}`);
    if (once === true) return verdict.verdict === 'unchanged' ? 0 : 1;
    say(`The demo goes on at ${house.url}; the API is described at ${house.url}/api/docs`);
    say(`${printedStaff(house.staff)}\n${USED}\nCtrl-C ends it.`);
    await stopped;
    return 0;
  } finally {
    await house.close();
  }
}

const collect = (file: string, before: readonly string[]): readonly string[] => [...before, file];

/** `predicate demo`: the worked example through the real services, to a verified dossier; then it goes on serving. */
export const demoCommand = (): Command =>
  new Command('demo')
    .description('build the worked example on a fresh database, to a verified dossier; then serve it')
    .option('--once', 'end when the dossier is written and verified')
    .option('--out <dir>', 'where the dossier is written', 'out')
    .option('--port <port>', 'where it serves; 0 takes a free one')
    .option(
      '--evidence <file>',
      'a results file of your own, to be read into the dossier; may be repeated',
      collect,
      [],
    )
    .action(toExit(demo));
