import type { DataSource } from 'typeorm';
import type { TreeHead } from '../audit-trail/log/consistency';
import { LogFault } from '../audit-trail/log/log-fault';
import { readRoot } from '../audit-trail/log/tile-reader';
import { storedTiles } from '../audit-trail/verify/log-rows';
import type { Witnessed } from './witnessed';

/**
 * Why a restored log may not go on, given what was seen of it outside: it is shorter, or says otherwise of the same
 * leaves. Going on would sign a second history of what somebody else holds a proof of. Null when it continues all of it.
 */
export async function refusedRollback(
  dataSource: DataSource,
  head: TreeHead | null,
  witnessed: readonly Witnessed[],
): Promise<string | null> {
  for (const { size, root, file } of witnessed) {
    const held = head?.size ?? 0;
    if (size > held)
      return `a checkpoint of ${size} leaves was seen outside (${file}), and the restored log has ${held}`;
    if (!(await isOf(dataSource, { size, root }))) {
      return `the restored log is not the one whose checkpoint of ${size} leaves was seen outside (${file})`;
    }
  }
  return null;
}

async function isOf(dataSource: DataSource, { size, root }: TreeHead): Promise<boolean> {
  try {
    return (await readRoot(size, storedTiles(dataSource))).equals(root);
  } catch (error) {
    if (error instanceof LogFault) return false;
    throw error;
  }
}
