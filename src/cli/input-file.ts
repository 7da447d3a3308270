import { readFile, stat } from 'node:fs/promises';

/** A file's bytes, or an error that says in words why there are none. */
export async function inputFile(path: string, maxBytes: number): Promise<Buffer> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? 'there is no such file' : (error.code ?? error.message));
  });
  if (!found.isFile()) throw new Error('this is not a file');
  if (found.size > maxBytes) throw new Error(`it has ${found.size} bytes, and at most ${maxBytes} are read`);
  return readFile(path);
}
