import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { lstat, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** A program, and what it needs in its environment. */
interface Program {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')],
  ),
};
const onPath = (): string[] =>
  (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));

const installed = (PLACES[process.platform] ?? onPath()).find((path) => existsSync(path));
const isThere = installed !== undefined || (process.platform === 'linux' && process.arch === 'x64');

/** Tests that need Chromium: the installed one, or on Linux the one of npm; where there is none they are skipped, aloud. */
export const withChromium = isThere ? describe : describe.skip;
if (!isThere) {
  console.warn('No Chrome or Chromium is installed, and npm has none for this system: tests in a browser are skipped.');
}

/** The package exports no package.json. */
const PACKAGE = join(__dirname, '../../../node_modules/@sparticuz/chromium/package.json');
const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
const UID = process.getuid?.() ?? 0;
const FOLDER = join(tmpdir(), `predicate-chromium-${version}-${UID}`);

/** In a folder of its own and of this user alone, once for all runs; two that unpack at once both find it whole. */
async function unpacked(): Promise<Program> {
  const found = await lstat(FOLDER).catch(() => null);
  if (found !== null && (!found.isDirectory() || found.uid !== UID || (found.mode & 0o022) !== 0)) {
    throw new Error(`${FOLDER} is somebody else’s: remove it`);
  }
  if (found !== null) return unpackedIn(FOLDER);
  const draft = await mkdtemp(`${FOLDER}-`);
  try {
    await unpackedIn(draft);
    await rename(draft, FOLDER);
  } catch (error) {
    if (!existsSync(FOLDER)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return unpackedIn(FOLDER);
}

async function unpackedIn(folder: string): Promise<Program> {
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'unpack-chromium.cjs')], { env });
  return JSON.parse(stdout) as Program;
}

/** What Playwright says of a browser that ended before it was there, as by a fault of its own (SIGSEGV). */
const DIED = 'browser has been closed';

/**
 * Starts Chromium without a window. Its own sandbox is left out for root alone, which cannot have it. One that dies while it
 * starts is started once more, aloud: nothing of ours has been asked of it by then.
 */
export async function openChromium(args: readonly string[] = []): Promise<Browser> {
  const { executablePath, env } = installed === undefined ? await unpacked() : { executablePath: installed, env: {} };
  const launch = (): Promise<Browser> =>
    chromium.launch({
      ...{ executablePath, args: ['--disable-gpu', ...args], chromiumSandbox: UID !== 0 },
      env: { ...(process.env as Record<string, string>), ...env },
    });
  return launch().catch((error: Error) => {
    if (!error.message.includes(DIED)) throw error;
    console.warn(`Chromium died while it started, and is started once more: ${error.message}`);
    return launch();
  });
}
