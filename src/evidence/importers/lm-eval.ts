import { Refusal } from '../../kernel/refusal';
import { type EvidenceSource, type NormalForm } from '../normal-form';
import { type EvidenceDocument } from './evidence-document';
import { type Importer } from './importer';
import { ImportWarnings } from './import-warnings';
import { isObject, memberOf, membersOf, type JsonValue } from './json-value';
import { cellsOf } from './lm-eval.cells';
import { modelOf } from './lm-eval.model';
import { recordOf } from './lm-eval.record';
import { runOf } from './lm-eval.run';
import { missingFacts } from './missing-facts';

/**
 * lm-evaluation-harness `results_*.json` of all three generations: v0.x (`results`, `versions`), v0.3 (and `config`),
 * v0.4 (keys as `acc,none`). Rows stay in the order of the file; every metric of a task is kept, none is chosen.
 */
export const lmEval: Importer = {
  format: 'lm_eval',
  version: 'lm_eval@1',
  looksFor: '"results" with one object of metrics per task, and "versions" beside it',

  detects: ({ root }: EvidenceDocument): boolean =>
    isObject(memberOf(root, 'results')) &&
    isObject(memberOf(root, 'versions')) &&
    memberOf(root, 'config_general') === undefined &&
    membersOf(memberOf(root, 'results')).every(([, row]) => isObject(row)),

  read: ({ root }: EvidenceDocument, source: EvidenceSource): NormalForm => {
    const warnings = new ImportWarnings();
    const run = runOf(root, warnings);
    const model = modelOf(root, warnings);
    const records = cellsOf(root, warnings).map((cell) => recordOf(root, cell, warnings));
    if (records.length === 0)
      throw new Refusal('unreadable-file', 'The file is lm_eval, but its "results" hold no metric');
    return {
      format: 'lm_eval',
      formatVersion: null,
      tool: run.tool,
      model,
      judgeModel: null,
      evaluatedAt: run.evaluatedAt,
      status: run.status,
      limit: run.limit,
      provenance: 'first-party',
      source,
      importer: lmEval.version,
      records,
      facts: [],
      missing: [...missingFacts({ ...run, model, records }), ...(saysLimit(root) ? [] : ['limit of the run'])],
      warnings: warnings.list(),
    };
  },
};

/** Whether the file can tell a whole run from a shortened one: v0.x cannot. */
const saysLimit = (root: JsonValue): boolean =>
  memberOf(root, 'config', 'limit') !== undefined || memberOf(root, 'n-samples') !== undefined;
