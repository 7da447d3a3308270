import { rm } from 'node:fs/promises';

/** Ends the shared server and removes its data. */
export default async function stopSharedPostgres(): Promise<void> {
  await globalThis.sharedPostgres?.stop();
  const { dataDir } = JSON.parse(process.env.TEST_POSTGRES ?? '{}') as { dataDir?: string };
  if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
}
