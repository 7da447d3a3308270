import { worded } from '../../http/pages/words';
import { evidenceCode } from '../evidence.rules';
import type { NormalForm, ResultRecord } from '../normal-form';
import type { ReadFile } from './read-files';

/** So many numbers of a file are shown before it is recorded; all of them are recorded. */
const SHOWN = 50;

const grouped = (count: number): string => count.toLocaleString('en-US');

const interval = ({ ciLow, ciHigh, ciLevel }: ResultRecord): string =>
  ciLow === null || ciHigh === null
    ? 'Not in the file'
    : `${ciLow}–${ciHigh}${ciLevel === null ? '' : ` (${ciLevel} %)`}`;

const numberLine = (one: ResultRecord) => ({
  task: one.task,
  subgroup: one.subgroup ?? 'All',
  metric: one.metric,
  value: `${one.valueText}${one.unit === null ? '' : ` ${one.unit}`}`,
  interval: interval(one),
  n: one.n === null ? 'Not stated' : grouped(one.n),
  isShort: one.n === null,
});

const readAs = ({ format, tool, status, limit, records }: NormalForm) => ({
  as: `${tool.name}${tool.version === null ? '' : ` ${tool.version}`} (${worded(format.replaceAll('_', ' '))})`,
  run: `${worded(status)} run${limit === null ? ', no limit set' : `, limited to ${limit}`}. ${grouped(records.length)} number${records.length === 1 ? '' : 's'}.`,
});

const facts = ({ model, evaluatedAt, judgeModel, tool }: NormalForm) => [
  { term: 'Model in the file', text: model.id ?? 'Not named' },
  { term: 'Revision', text: model.revision ?? 'Not named' },
  { term: 'Run', text: evaluatedAt === null ? 'Not stated' : evaluatedAt.replace('T', ' ').replace('Z', ' UTC') },
  { term: 'Judge', text: judgeModel ?? 'None named' },
  { term: 'Tool commit', text: tool.commit ?? 'Not stated' },
];

/** A file as it is looked at before anything is recorded. */
const presentFile = ({ name, sha256, size, role, results, refused, same }: ReadFile) => ({
  ...{ name, sha256, refused, isAttachment: role !== 'results' },
  size: size === null ? 'These bytes are not stored: drop the file' : `${grouped(size)} bytes`,
  isStored: size !== null,
  read: results && readAs(results),
  numbers: (results?.records ?? []).slice(0, SHOWN).map(numberLine),
  more: Math.max(0, (results?.records.length ?? 0) - SHOWN),
  facts: results === null ? [] : facts(results),
  missing: results?.missing ?? [],
  warnings: (results?.warnings ?? []).map(({ detail, at }) => (at === null ? detail : `${detail} (${at})`)),
  same: same.map((one) => ({ href: `/evidence/${one.id}`, name: `${evidenceCode(one)} ${one.title}` })),
});

/** The files of an evidence form, and where more of them are sent to. */
export const presentIntake = (files: readonly ReadFile[], action: string) => ({
  action,
  files: files.map(presentFile),
});
