import { rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuditorGrants } from '../../access/grants/auditor-grants.service';
import type { Config } from '../../config';
import { embeddedDataDir } from '../../database/embedded/data-dir';
import { startEmbeddedPostgres } from '../../database/embedded/embedded-postgres';
import type { DossierJob } from '../../dossiers/dossier-job.entity';
import { DossierJobs } from '../../dossiers/dossier-jobs.service';
import { DossierProgress } from '../../dossiers/dossier-progress';
import type { Dossier } from '../../dossiers/dossier.entity';
import { Dossiers } from '../../dossiers/dossiers.service';
import { verifyDossier } from '../../dossiers/verify/verify-dossier';
import type { Verdict } from '../../dossiers/verify/verdict';
import { wholeBody } from '../../http/whole-body';
import { openHouse, type OpenHouse } from '../ground';
import { say } from '../outcome';
import { DemoSigning } from './sign';
import { type DemoStaff, hireStaff } from './demo-staff';
import { WorkedExample, type GivenFile } from './worked-example';

const MAX_PDF = 1024 ** 3;
const LOOK_MS = 50;
const DAY_MS = 86_400_000;

export interface MadeDossier {
  readonly dossier: Dossier;
  readonly bytes: Buffer;
  readonly verdict: Verdict;
}

/** A service on a record of its own, which begins empty at every start. */
export interface DemoHouse extends Pick<OpenHouse, 'url' | 'close'> {
  /** Who is there, with what they sign in with; told once. */
  readonly staff: DemoStaff;
  makeDossier(given: readonly GivenFile[]): Promise<MadeDossier>;
}

/**
 * Ends what a killed demo left running, and removes its data: a demo is always the same. The folder is moved away before
 * it is removed, so that a kill in between leaves no half of a database that nothing could start.
 */
async function clear(dataDir: string): Promise<void> {
  const gone = `${dataDir}.gone`;
  await rm(gone, { recursive: true, force: true });
  if (!existsSync(dataDir)) return;
  const left = await startEmbeddedPostgres({ dataDir, tell: () => undefined });
  await left.stop();
  await rename(dataDir, gone);
  await rm(gone, { recursive: true, force: true });
}

/** Opens the demo in a folder beside the service's own data, which it never touches. */
export async function openDemo(config: Config): Promise<DemoHouse> {
  const dataDir = join(embeddedDataDir(config.dataDir), 'demo');
  await clear(dataDir);
  const house = await openHouse({
    ...config,
    dataDir,
    databaseUrl: null,
    databaseOwnerUrl: null,
    migrateOnStart: true,
    // The terminal belongs to the words of the demo.
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
  });
  const staff = await hireStaff(house.app).catch(async (error: unknown) => {
    await house.close();
    throw error;
  });
  return {
    staff,
    url: house.url,
    close: () => house.close(),
    makeDossier: (given) => makeDossier(house, staff, given),
  };
}

/** The queue makes it, as it does any other. */
async function finished(progress: DossierProgress, id: string): Promise<DossierJob> {
  for (;;) {
    const job = await progress.get(id);
    if (job.finishedAt !== null) return job;
    await sleep(LOOK_MS);
  }
}

/** Lets the auditor in, to the model of the demo alone and for a week. */
async function letAuditorIn({ app }: OpenHouse, { auditor, 'quality-lead': lead }: DemoStaff, modelId: string) {
  const from = new Date();
  const until = new Date(from.getTime() + 7 * DAY_MS);
  const purpose = 'Illustrative: an inspection of the demo';
  const giving = { personId: auditor.id, from, until, purpose, modelIds: [modelId], dossierIds: [] };
  await app.get(AuditorGrants).give(lead.actor, giving);
}

async function makeDossier(house: OpenHouse, staff: DemoStaff, given: readonly GivenFile[]): Promise<MadeDossier> {
  const { app } = house;
  const version = await new WorkedExample(app, staff).build(given, new Date());
  await letAuditorIn(house, staff, version.modelId);
  const job = await app.get(DossierJobs).request(staff.specialist.actor, version.id, { template: 'fda-samd' });
  const { dossierId, problem } = await finished(app.get(DossierProgress), job.id);
  if (dossierId === null) throw new Error(`The dossier was not issued: ${problem?.detail ?? 'the log says why'}`);
  await new DemoSigning(app, staff).all('dossier-issue', dossierId);
  const { dossier, stream } = await app.get(Dossiers).open(dossierId);
  const bytes = await wholeBody(stream, MAX_PDF);
  say(`Issued ${dossier.code}, ${dossier.pages} pages; verifying it from its own bytes`);
  return { dossier, bytes, verdict: await verifyDossier(bytes) };
}
