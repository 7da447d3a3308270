import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A whole file of a bundle; throws for a link, for what is no file, and for one that is longer than it can be. */
export async function fileOf(folder: string, path: string, most: number): Promise<Buffer> {
  const file = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: Error) => {
    throw new Error(`The bundle has no ${path}: ${error.message}`);
  });
  try {
    const { size } = await file.stat();
    if (size > most) throw new Error(`${path} has ${size} bytes, more than the ${most} that it can have`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
