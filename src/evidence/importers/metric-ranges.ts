const PROPORTION = [0, 1] as const;

const RANGES: readonly [RegExp, readonly [number, number]][] = [
  [/^(?:acc|accuracy|balanced_accuracy)(?:_(?:norm|bytes|all|mutual_info|answered))*$/, PROPORTION],
  [/^(?:exact_match|exact|em|f1|f1_(?:macro|micro|weighted)|precision|recall|sensitivity|specificity)$/, PROPORTION],
  [/^(?:ppv|npv|auc|auroc|roc_auc|auprc|brier_score|mc1|mc2)$/, PROPORTION],
  [/^pass(?:@|_at_)(?:\d+|k)$/, PROPORTION],
  [/^(?:mcc|matthews_corrcoef|kappa|cohen_kappa|pearson|spearman)$/, [-1, 1]],
];

/** The range that a metric is declared on, by its name; unbounded for a name that declares none. */
export const rangeOf = (metric: string): readonly [number, number] =>
  RANGES.find(([name]) => name.test(metric))?.[1] ?? [-Infinity, Infinity];
