import { existsSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderClosedTo, serverAccount } from '../../../src/database/embedded/account';
import { embeddedDataDir } from '../../../src/database/embedded/data-dir';

const itAsRoot = process.getuid?.() === 0 ? it : it.skip;

describe('the data folder', () => {
  const start = process.cwd();
  const hadSystemFolder = existsSync('/var/lib/predicate');
  const checkouts: string[] = [];
  /** A checkout as under /root: closed to everybody else. */
  const fromClosedCheckout = (checkout = mkdtempSync(join(tmpdir(), 'predicate-checkout-'))): string => {
    checkouts.push(checkout);
    process.chdir(checkout);
    return embeddedDataDir(null);
  };

  afterEach(() => process.chdir(start));

  afterAll(() => {
    for (const checkout of checkouts) rmSync(checkout, { recursive: true, force: true });
    if (!hadSystemFolder && existsSync('/var/lib/predicate')) rmdirSync('/var/lib/predicate');
  });

  it('is the configured one, made absolute', () => {
    expect(embeddedDataDir('/srv/predicate')).toBe('/srv/predicate');
    expect(embeddedDataDir('data')).toBe(join(start, 'data'));
  });

  itAsRoot('is one that the account of the server can reach, when the checkout is closed to it', () => {
    const dataDir = fromClosedCheckout();
    expect(dirname(dataDir)).not.toBe(process.cwd());
    expect(folderClosedTo(serverAccount(), dataDir)).toBeNull();
  });

  itAsRoot('is the same at every start, and another one for another checkout', () => {
    const first = fromClosedCheckout();
    expect(fromClosedCheckout(checkouts.at(-1))).toBe(first);
    expect(fromClosedCheckout()).not.toBe(first);
  });
});
