import type { DataSource } from 'typeorm';
import { LogFault } from '../audit-trail/log/log-fault';
import { readRoot } from '../audit-trail/log/tile-reader';
import { keptTiles } from '../audit-trail/kept-log/kept-tiles';
import type { Witnessed } from './witnessed';

/**
 * Why a restored log of so many leaves may not go on, given what was seen of it outside: it is shorter, or says otherwise of the same
 * leaves. Going on would sign a second history of what somebody else holds a proof of. Null when it continues all of it.
 */
export async function refusedRollback(
  dataSource: DataSource,
  size: number,
  witnessed: readonly Witnessed[],
): Promise<string | null> {
  for (const { size: seen, root, file } of witnessed) {
    if (seen > size)
      return `a checkpoint of ${seen} leaves was seen outside (${file}), and the restored log has ${size}`;
    if (!(await isOf(dataSource, { size: seen, root }))) {
      return `the restored log is not the one whose checkpoint of ${seen} leaves was seen outside (${file})`;
    }
  }
  return null;
}

async function isOf(dataSource: DataSource, { size, root }: Pick<Witnessed, 'size' | 'root'>): Promise<boolean> {
  const tiles = keptTiles((text, values) => dataSource.query(text, values));
  try {
    return (await readRoot(size, tiles)).equals(root);
  } catch (error) {
    if (error instanceof LogFault) return false;
    throw error;
  }
}
