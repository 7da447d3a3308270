import { type NormalForm, type ResultRecord } from '../normal-form';

type Facts = Pick<NormalForm, 'model' | 'tool' | 'evaluatedAt' | 'records'>;

const OF_THE_RUN: readonly [string, (facts: Facts) => boolean][] = [
  ['model name', ({ model }) => model.id === null],
  ['model revision', ({ model }) => model.revision === null],
  ['tool version', ({ tool }) => tool.version === null],
  ['date of the run', ({ evaluatedAt }) => evaluatedAt === null],
];

const OF_A_RECORD: readonly [string, keyof ResultRecord][] = [
  ['task version', 'taskVersion'],
  ['task hash', 'taskHash'],
  ['dataset', 'dataset'],
  ['dataset version', 'datasetVersion'],
  ['dataset split', 'split'],
  ['number of items scored', 'n'],
];

/**
 * What a dossier needs and the file lacks, in words. A fact of the records is missing when one of them lacks it; groups
 * are asked only where there is nothing else, because their members carry these facts.
 */
export function missingFacts(facts: Facts): string[] {
  const members = facts.records.filter(({ isGroup }) => !isGroup);
  const asked = members.length > 0 ? members : facts.records;
  return [
    ...OF_THE_RUN.filter(([, isMissing]) => isMissing(facts)).map(([words]) => words),
    ...OF_A_RECORD.filter(([, field]) => asked.some((record) => record[field] === null)).map(([words]) => words),
  ];
}
