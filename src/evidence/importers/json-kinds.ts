import { type Format } from '../normal-form';
import { memberOf, type JsonValue } from './json-value';

const KINDS: readonly [Format, readonly (readonly string[])[]][] = [
  ['cyclonedx', [['bomFormat'], ['specVersion']]],
  ['sarif', [['runs'], ['version']]],
  ['openvex', [['@context'], ['statements']]],
  ['spdx3_ai', [['@context'], ['@graph']]],
  ['inspect_ai', [['eval', 'task'], ['status']]],
  ['every_eval_ever', [['schema_version'], ['evaluation_results']]],
  ['classification_report', [['macro avg'], ['weighted avg']]],
  ['deepeval', [['testRunData']]],
  ['promptfoo', [['evalId'], ['results', 'version']]],
  ['azure_ai_evaluation', [['rows'], ['metrics']]],
  ['monai_metadata', [['monai_version'], ['changelog']]],
  ['model_card_toolkit', [['model_details'], ['quantitative_analysis']]],
  ['oscal_ar', [['assessment-results']]],
  ['mlflow', [['mlflow']]],
  ['fhir', [['resourceType']]],
];

/** The format that a JSON document seems to have, by a few of its members; a hint for people, nothing is read by it. */
export const seemsToBe = (root: JsonValue): Format | null =>
  KINDS.find(([, places]) => places.every((names) => memberOf(root, ...names) !== undefined))?.[0] ?? null;
