const within = (table: string, column: string, ids: string): string =>
  `SELECT id FROM ${table} WHERE ${column} IN (${ids})`;

/** The digests of all files that records of the models name. */
function filesOf(models: string): string {
  const versions = within('model_version', 'model_id', models);
  return `
    SELECT sha256 FROM evidence_file WHERE evidence_id IN (${within('evidence', 'version_id', versions)})
    UNION ALL SELECT labeling_file FROM version_labeling
      WHERE version_id IN (${versions}) AND labeling_file IS NOT NULL
    UNION ALL SELECT sha256 FROM submission_letter
      WHERE submission_id IN (${within('submission', 'model_id', models)})
    UNION ALL SELECT sha256 FROM dossier WHERE version_id IN (${versions})
    UNION ALL SELECT sha256 FROM dossier_rendition
      WHERE dossier_id IN (${within('dossier', 'version_id', versions)})`;
}

/** The same of the tables of files, by their digests. */
const pathsOfFiles = (files: string) =>
  ({
    stored_file: `t.sha256 IN (${files})`,
    file_finding: `t.sha256 IN (${files})`,
    disposal_request: `t.sha256 IN (${files})`,
    disposal_rejection: `t.request_id IN (${within('disposal_request', 'sha256', files)})`,
    disposal: `t.sha256 IN (${files})`,
    stored_again: `t.sha256 IN (${files})`,
  }) as const;

/** The ids of all records that people sign, and talk about. */
function spokenOf(models: string): string {
  const versions = within('model_version', 'model_id', models);
  const functions = within('software_function', 'model_id', models);
  const ofFunctions = ['intended_use', 'claim', 'classification'].map((table) =>
    within(table, 'function_id', functions),
  );
  const ofVersions = ['evidence', 'dossier'].map((table) => within(table, 'version_id', versions));
  const submissions = within('submission', 'model_id', models);
  return [models, versions, functions, ...ofFunctions, ...ofVersions, submissions].join(' UNION ALL ');
}

/** The way of what is issued for versions, and of what is made of it. */
function pathsOfDossiers(versions: string) {
  const dossiers = within('dossier', 'version_id', versions);
  return {
    dossier: `t.version_id IN (${versions})`,
    dossier_rendition: `t.dossier_id IN (${dossiers})`,
    dossier_seal: `t.id IN (${dossiers})`,
    dossier_seal_extension: `t.dossier_id IN (${dossiers})`,
    dossier_job: `t.version_id IN (${versions})`,
  } as const;
}

/**
 * The way from each table to the models that its rows belong to: a condition on `t` under which a row belongs to one of
 * them. `models` is SQL that selects their ids. Said here once, for exports of a model and for whoever reads a part.
 */
export function pathsTo(models: string) {
  const versions = within('model_version', 'model_id', models);
  const functions = within('software_function', 'model_id', models);
  const evidence = within('evidence', 'version_id', versions);
  const claims = within('claim', 'function_id', functions);
  const submissions = within('submission', 'model_id', models);
  const spoken = spokenOf(models);
  const threads = within('comment_thread', 'record_id', spoken);
  return {
    organization: `t.id IN (SELECT organization_id FROM model_party WHERE model_id IN (${models}))`,
    model: `t.id IN (${models})`,
    model_party: `t.model_id IN (${models})`,
    model_version: `t.model_id IN (${models})`,
    software_function: `t.model_id IN (${models})`,
    intended_use: `t.function_id IN (${functions})`,
    intended_use_withdrawal: `t.intended_use_id IN (${within('intended_use', 'function_id', functions)})`,
    claim: `t.function_id IN (${functions})`,
    claim_revision: `t.claim_id IN (${claims})`,
    claim_withdrawal: `t.claim_id IN (${claims})`,
    evidence: `t.version_id IN (${versions})`,
    evidence_file: `t.evidence_id IN (${evidence})`,
    evidence_withdrawal: `t.evidence_id IN (${evidence})`,
    evidence_link: `t.evidence_id IN (${evidence})`,
    version_labeling: `t.version_id IN (${versions})`,
    classification: `t.function_id IN (${functions})`,
    classification_withdrawal: `t.classification_id IN (${within('classification', 'function_id', functions)})`,
    submission: `t.model_id IN (${models})`,
    submission_coverage: `t.submission_id IN (${submissions})`,
    submission_letter: `t.submission_id IN (${submissions})`,
    ...pathsOfDossiers(versions),
    ...pathsOfFiles(filesOf(models)),
    signature: `t.record_id IN (${spoken})`,
    comment_thread: `t.record_id IN (${spoken})`,
    comment: `t.thread_id IN (${threads})`,
    comment_mention: `t.comment_id IN (${within('comment', 'thread_id', threads)})`,
  } as const;
}

/** A table of which it is known to which models its rows belong. */
export type OfModels = keyof ReturnType<typeof pathsTo>;
