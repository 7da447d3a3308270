import type { House } from './house';
import { signAll } from './signing';

type Body = Record<string, unknown>;
export type Answer = Record<string, unknown> & { id: string; href: string };

const post = async (house: House, path: string, body: Body): Promise<Answer> =>
  ((await house.staff.post(path).send(body).expect(201)) as unknown as { body: Answer }).body;

let count = 0;
const fresh = (word: string): string => `${word} ${(count += 1)} ${process.pid}`;

export const organization = (own: Body = {}): Body => ({ name: fresh('Organization'), country: 'US', ...own });
export const model = (own: Body = {}): Body => ({ kind: 'own', name: fresh('Model'), description: 'A model', ...own });
export const version = (own: Body = {}): Body => ({
  label: 'Model 1.0.0',
  semanticVersion: '1.0.0',
  artifacts: [{ kind: 'weights', name: 'weights', sha256: 'a'.repeat(64) }],
  baseModel: { name: 'Base', revision: 'r1', supplier: 'Supplier' },
  trainingData: [],
  changeSummary: 'First version',
  ...own,
});
export const evidence = (own: Body = {}): Body => ({
  kind: 'benchmark',
  pillar: 'analytical',
  title: 'A benchmark',
  performedOn: new Date().toISOString().slice(0, 10),
  performedBy: 'Somebody',
  files: [],
  statedFacts: [],
  ...own,
});
export const intendedUse = (own: Body = {}): Body => ({
  statement: 'To list options for a clinician who reviews them.',
  medicalPurpose: 'Support of diagnosis',
  condition: 'Adult internal medicine',
  population: 'Adults',
  users: 'Physicians',
  environment: 'Clinic',
  inputs: 'Chart text',
  outputs: 'A list of options',
  workflowRole: 'Informs',
  autonomy: 'None',
  exclusions: 'Emergencies',
  ...own,
});

export const claim = (own: Body = {}): Body => ({
  statement: 'Lists the right option among the first three in at least six of ten cases.',
  metric: 'acc',
  comparator: '>=',
  threshold: '0.60',
  population: 'Adults',
  minimumN: 1000,
  ...own,
});

const FACTS: Readonly<Record<string, unknown>> = {
  medicalPurpose: true,
  users: ['HCP'],
  analysesImageSignalOrPattern: false,
  inputRelevanceWellUnderstood: true,
  singleSpecificOutput: false,
  directsOrReplacesJudgment: false,
  timeCritical: false,
  basisIndependentlyReviewable: true,
};

/** A decision under CDS-2026-01-29 that is not a device by 520(o)(1)(E), unless facts of its own say otherwise. */
export const classification = (own: Body = {}, facts: Body = {}): Body => ({
  ruleSet: 'CDS-2026-01-29',
  facts: Object.entries({ ...FACTS, ...facts }).map(([fact, value]) => ({
    ...{ fact, value },
    rationale: 'Because it is so configured',
    statedBy: 'Test Lead',
  })),
  decision: 'accepted',
  decisionReason: 'The facts support it',
  ...own,
});

/** A small results file of lm-evaluation-harness 0.4, of our own making. */
export const resultsFile = (own: Body = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      results: { medqa: { alias: 'medqa', 'acc,none': 0.6339355852317361, 'acc_stderr,none': 0.013506964748043852 } },
      configs: { medqa: { task: 'medqa', dataset_path: 'example/medqa', test_split: 'test' } },
      versions: { medqa: 1 },
      'n-shot': { medqa: 0 },
      higher_is_better: { medqa: { acc: true } },
      'n-samples': { medqa: { original: 1273, effective: 1273 } },
      config: { model: 'vllm', model_args: 'pretrained=Model 1.0.0', limit: null },
      date: 1771866965,
      lm_eval_version: '0.4.9',
      model_name: 'Model 1.0.0',
      ...own,
    }),
  );

export const registered = {
  organization: (house: House, own?: Body) => post(house, '/api/v1/organizations', organization(own)),
  model: (house: House, own?: Body) => post(house, '/api/v1/models', model(own)),
  version: (house: House, modelId: string, own?: Body) =>
    post(house, `/api/v1/models/${modelId}/versions`, version(own)),
  function: (house: House, modelId: string, own: Body = {}) =>
    post(house, `/api/v1/models/${modelId}/functions`, { name: fresh('Function'), purpose: 'Lists options', ...own }),
  intendedUse: (house: House, functionId: string, own?: Body) =>
    post(house, `/api/v1/functions/${functionId}/intended-uses`, intendedUse(own)),
  claim: (house: House, functionId: string, own?: Body) =>
    post(house, `/api/v1/functions/${functionId}/claims`, claim(own)),
  classification: (house: House, functionId: string, own?: Body, facts?: Body) =>
    post(house, `/api/v1/functions/${functionId}/classifications`, classification(own, facts)),
  evidence: (house: House, versionId: string, own?: Body) =>
    post(house, `/api/v1/versions/${versionId}/evidence`, evidence(own)),
  file: async (house: House, name: string, bytes: Buffer): Promise<Answer & { sha256: string }> =>
    (
      (await house.staff
        .post('/api/v1/files')
        .query({ name })
        .set('Content-Type', 'application/octet-stream')
        .send(bytes)
        .expect(201)) as unknown as { body: Answer & { sha256: string } }
    ).body,
};

/** Moves a version along the lifecycle. */
export async function moved(house: House, versionId: string, ...states: string[]): Promise<void> {
  for (const to of states) {
    if (to === 'approved') await signAll(house, 'version-approval', versionId);
    else if (to === 'released') await signAll(house, 'version-release', versionId);
    else {
      const sent = { to, reason: 'For the test' };
      await house.staff.post(`/api/v1/versions/${versionId}/transitions`).send(sent).expect(201);
    }
  }
}

/** A version with everything that a dossier needs. */
export async function readyVersion(house: House): Promise<{ model: Answer; version: Answer; functionId: string }> {
  const owned = await registered.model(house);
  const owner = await registered.organization(house);
  for (const role of ['owner', 'manufacturer']) {
    await house.staff.post(`/api/v1/models/${owned.id}/parties`).send({ organizationId: owner.id, role }).expect(201);
  }
  const one = await registered.version(house, owned.id);
  const { id: functionId } = await registered.function(house, owned.id);
  await registered.intendedUse(house, functionId);
  await registered.classification(house, functionId);
  const { sha256 } = await registered.file(house, 'results.json', resultsFile({ run: fresh('run') }));
  await registered.evidence(house, one.id, { files: [{ sha256, name: 'results.json', role: 'results' }] });
  return { model: owned, version: one, functionId };
}
