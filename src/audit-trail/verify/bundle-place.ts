import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../storage/folder';

/** A folder that is written into; each file is whole and durable, and the names are once all is written. */
export class BundlePlace {
  private readonly folders = new Set<string>();

  constructor(private readonly folder: string) {}

  async at(path: string): Promise<string> {
    const whole = join(this.folder, path);
    const folder = dirname(whole);
    if (!this.folders.has(folder)) await mkdir(folder, { recursive: true });
    this.folders.add(folder);
    return whole;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = await open(await this.at(path), 'wx', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async sync(): Promise<void> {
    for (const folder of this.folders) await syncFolder(folder);
  }
}
