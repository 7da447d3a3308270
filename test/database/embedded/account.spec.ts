import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountFor, folderClosedTo } from '../../../src/database/embedded/account';

const ROOT = 'root:x:0:0:root:/root:/bin/bash';
const NOBODY = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
const POSTGRES = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash';

describe('the account that runs PostgreSQL', () => {
  it.each([
    ['an ordinary user itself', 1000, [ROOT, NOBODY, POSTGRES], { name: 'uid 1000', ids: null }],
    ['postgres for root', 0, [ROOT, NOBODY, POSTGRES], { name: 'postgres', ids: { uid: 101, gid: 104 } }],
    [
      'nobody for root where there is no postgres',
      0,
      [ROOT, NOBODY],
      { name: 'nobody', ids: { uid: 65534, gid: 65534 } },
    ],
    ['nobody of macOS', 0, ['nobody:*:-2:-2:x:/:/'], { name: 'nobody', ids: { uid: 4294967294, gid: 4294967294 } }],
    ['the user of a system without ids', undefined, [], { name: 'this user', ids: null }],
  ])('is %s', (_who, uid, passwd, account) => {
    expect(accountFor(uid, passwd.join('\n'))).toEqual(account);
  });

  it('is never root, who is told what to do instead', () => {
    expect(() => accountFor(0, ROOT)).toThrow('set DATABASE_URL to a PostgreSQL 15 or newer');
  });

  describe('on its way to a folder', () => {
    let above: string;
    const stranger = { name: 'stranger', ids: { uid: 4321, gid: 4321 } };
    const itAsRoot = process.getuid?.() === 0 ? it : it.skip;

    beforeEach(() => {
      above = mkdtempSync(join(tmpdir(), 'predicate-account-'));
      mkdirSync(join(above, 'middle', 'inner'), { recursive: true });
      chmodSync(above, 0o755);
    });

    afterEach(() => rmSync(above, { recursive: true, force: true }));

    it('passes folders that are open, and those that do not exist yet', () => {
      expect(folderClosedTo(stranger, join(above, 'middle', 'inner', 'to', 'come'))).toBeNull();
    });

    it('is stopped by the outermost folder that is closed', () => {
      chmodSync(join(above, 'middle', 'inner'), 0o700);
      chmodSync(join(above, 'middle'), 0o744);
      expect(folderClosedTo(stranger, join(above, 'middle', 'inner'))).toBe(join(above, 'middle'));
    });

    itAsRoot('passes what its group or itself may pass', () => {
      chmodSync(join(above, 'middle'), 0o710);
      chownSync(join(above, 'middle'), 0, 4321);
      chmodSync(join(above, 'middle', 'inner'), 0o700);
      chownSync(join(above, 'middle', 'inner'), 4321, 0);
      expect(folderClosedTo(stranger, join(above, 'middle', 'inner'))).toBeNull();
    });
  });
});
