import type { DossierRecord } from '../dossier-record';
import { grouped, spoken } from '../sections/section';
import { categoriesOf, determinationsOf, NOT_STATED, ofFunctions, stated } from './card-facts';
import { claimsWithoutFigure, type KeyMetric, keyMetrics } from './key-metrics';

const sliceOf = ({ figure: { task, subgroup, split, n }, evidence }: KeyMetric): string =>
  [
    task,
    subgroup ?? 'whole set',
    ...(split === null ? [] : [split]),
    n === null ? 'n not in the file' : `n ${grouped(n)}`,
    evidence.code,
    ...(evidence.illustrative ? ['illustrative'] : []),
  ].join('; ');

/** A figure in its file's own digits; the interval is that of 95 %, the file's or derived from its standard error. */
const metric = (one: KeyMetric): object => ({
  type: one.figure.metric,
  value: one.figure.unit === null ? one.figure.valueText : `${one.figure.valueText} ${one.figure.unit}`,
  slice: sliceOf(one),
  ...(one.bounds === null
    ? {}
    : { confidenceInterval: { lowerBound: String(one.bounds.low), upperBound: String(one.bounds.high) } }),
});

const dataSets = ({ version }: DossierRecord): object[] =>
  version.trainingData.map(({ name, description, basis, sites }) => ({
    type: 'dataset',
    name,
    description: `${description} Sites: ${sites.length === 0 ? 'none named' : sites.join('; ')}`,
    classification: spoken(basis),
  }));

const limitations = (record: DossierRecord): string[] => [
  ...ofFunctions(record, ({ exclusions }) => `not for: ${exclusions}`),
  ...record.claims
    .filter(({ withdrawal, judgement }) => withdrawal === null && judgement.outcome === 'does-not-hold')
    .map(({ code, statement, judgement }) => `${code} does not hold: ${statement}. ${judgement.reasons.join('. ')}`),
  ...claimsWithoutFigure(record).map(({ code, statement }) => `${code} is not shown: ${statement}`),
];

const fairness = (metrics: readonly KeyMetric[]): object[] =>
  [...new Set(metrics.flatMap(({ figure: { subgroup } }) => (subgroup === null ? [] : [subgroup])))].map((group) => ({
    groupAtRisk: group,
    benefits: NOT_STATED,
    harms: NOT_STATED,
    mitigationStrategy: NOT_STATED,
  }));

const considerations = (record: DossierRecord, metrics: readonly KeyMetric[]): object => {
  const risks = stated([...categoriesOf(record), ...determinationsOf(record)], '; ');
  const groups = fairness(metrics);
  return {
    users: ofFunctions(record, ({ users }) => users),
    useCases: ofFunctions(record, ({ statement }) => statement),
    technicalLimitations: limitations(record),
    performanceTradeoffs: [NOT_STATED],
    ethicalConsiderations: [{ name: `Device status and risk category: ${risks}`, mitigationStrategy: NOT_STATED }],
    ...(groups.length === 0 ? {} : { fairnessAssessments: groups }),
  };
};

/** The model card of a bill of materials (CycloneDX 1.6): what the model is for, what it saw, how well it did. */
export function modelCard(record: DossierRecord): object {
  const metrics = keyMetrics(record);
  return {
    modelParameters: {
      task: stated(
        record.functions.map(({ name }) => name),
        '; ',
      ),
      datasets: dataSets(record),
      inputs: ofFunctions(record, ({ inputs }) => inputs).map((format) => ({ format })),
      outputs: ofFunctions(record, ({ outputs }) => outputs).map((format) => ({ format })),
    },
    quantitativeAnalysis: { performanceMetrics: metrics.map(metric) },
    considerations: considerations(record, metrics),
  };
}
