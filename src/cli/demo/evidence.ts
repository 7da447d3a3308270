import type { RecordEvidence } from '../../evidence/evidence.dto';
import { CLINICAL_LEAD, DEMO_PEOPLE } from './people';

/** A file of the demo, and what is recorded of it. */
export interface DemoEvidence {
  readonly fileName: string;
  readonly content: string;
  readonly role: 'results' | 'attachment';
  readonly record: Omit<RecordEvidence, 'files'>;
}

const stderr = (value: number, n: number): number => Math.sqrt((value * (1 - value)) / (n - 1));

/** Correct answers and items of each set: made up, like everything that is computed from them. */
const SETS = [
  ['medqa_4options', 'GBaker/MedQA-USMLE-4-options-hf', 1169, 1273],
  ['usmle_style_step2', 'example/usmle-style-step-2', 592, 640],
  ['clinical_reasoning_vignettes', 'example/clinical-reasoning', 371, 412],
  ['medmcqa', 'medmcqa', 3301, 4183],
  ['pubmedqa', 'bigbio/pubmed_qa', 397, 500],
] as const;

/** A results file as lm-evaluation-harness 0.4 writes it, on illustrative figures. */
function resultsFile(ranAt: Date): string {
  const each = <T>(value: (set: (typeof SETS)[number]) => T): Record<string, T> =>
    Object.fromEntries(SETS.map((set) => [set[0], value(set)]));
  const file = {
    results: each(([task, , correct, n]) => ({
      alias: task,
      'acc,none': correct / n,
      'acc_stderr,none': stderr(correct / n, n),
    })),
    group_subtasks: each(() => []),
    configs: each(([task, dataset]) => ({ task, dataset_path: dataset, test_split: 'test', num_fewshot: 0 })),
    versions: each(() => 1),
    'n-shot': each(() => 0),
    higher_is_better: each(() => ({ acc: true })),
    'n-samples': each(([, , , n]) => ({ original: n, effective: n })),
    config: {
      model: 'local-completions',
      model_args: 'pretrained=meridian-clinical-2.0.0,revision=2.0.0-r4',
      limit: null,
    },
    git_hash: null,
    date: Math.ceil(ranAt.getTime() / 1000),
    lm_eval_version: '0.4.9',
    model_source: 'local-completions',
    model_name: 'meridian-clinical-2.0.0',
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const VALIDATION = `site,reader_cases,agreed_with_panel
Example site A,212,187
Example site B,174,152
Example site C,131,118
`;

const LITERATURE = `# Valid clinical association

Illustrative review. The options that the function lists are those of dated guidelines; the association between the
inputs and the conditions is the one that each guideline states.
`;

const USABILITY = `# Usability study

Illustrative summary. Clinicians were shown cases with a planted wrong option, with the basis panel open and folded.
`;

type EvidenceRecord = DemoEvidence['record'];

const record = (
  own: Omit<EvidenceRecord, 'illustrative' | 'statedFacts' | 'performedOn'>,
  performedOn: string,
): EvidenceRecord => ({
  ...{ illustrative: true, statedFacts: [], performedOn },
  ...own,
});

const benchmark = (today: string): EvidenceRecord =>
  record(
    {
      ...{ kind: 'benchmark', pillar: 'analytical', performedBy: DEMO_PEOPLE.contributor },
      title: 'Knowledge and reasoning: MedQA, USMLE-style, vignettes',
      protocol: 'Greedy decoding, 0-shot, prompts of bundle 2.0.0-r4; protocol fixed before the run',
      staysFresh: 'Until the weights, the prompt bundle or the base model change',
    },
    today,
  );

const agreement = (today: string): EvidenceRecord =>
  record(
    {
      ...{ kind: 'clinical-validation', pillar: 'clinical', performedBy: CLINICAL_LEAD },
      title: 'Agreement with a panel of clinicians at three sites',
      protocol: 'Retrospective cases of three sites that gave no training data; panel of three, majority',
      staysFresh: 'Until the intended use or the weights change',
    },
    today,
  );

const association = (today: string): EvidenceRecord =>
  record(
    {
      ...{ kind: 'literature', pillar: 'clinical-association', performedBy: CLINICAL_LEAD },
      title: 'Association of the inputs with the targeted conditions',
      protocol: 'Review of the guidelines in the corpus',
      staysFresh: 'Until a guideline in the corpus changes',
    },
    today,
  );

const usability = (today: string): EvidenceRecord =>
  record(
    {
      ...{ kind: 'usability', pillar: null, performedBy: CLINICAL_LEAD, protocol: null, staysFresh: null },
      title: 'Over-reliance with the basis panel open and folded',
    },
    today,
  );

/** What the demo records for its version, performed on the day of the demo. */
export const evidenceOf = (now: Date, today: string): readonly DemoEvidence[] => [
  {
    fileName: 'meridian-clinical-2.0.0-knowledge.json',
    ...{ content: resultsFile(now), role: 'results', record: benchmark(today) },
  },
  { fileName: 'reader-agreement.csv', content: VALIDATION, role: 'attachment', record: agreement(today) },
  { fileName: 'clinical-association.md', content: LITERATURE, role: 'attachment', record: association(today) },
  { fileName: 'usability.md', content: USABILITY, role: 'attachment', record: usability(today) },
];
