import type { Evidence } from '../../evidence/evidence.entity';
import type { NormalForm } from '../../evidence/normal-form';
import { worded } from '../../http/pages/words';
import { pillarInWords } from '../../dossiers/sections/evidence-register';

interface Fact {
  readonly term: string;
  readonly text: string;
}

const NOT_STATED = 'Not stated';
const NOT_IN_FILE = 'Not in the file';

const toolOf = ({ tool: { name, version, commit } }: NormalForm): string =>
  [name, version ?? 'version not in the file', ...(commit === null ? [] : [`commit ${commit}`])].join(', ');

const modelOf = ({ model: { id, revision, digest } }: NormalForm): string =>
  id === null && digest === null ? NOT_IN_FILE : [id, revision, digest].filter((one) => one !== null).join(', ');

const runFacts = (results: NormalForm): Fact[] => [
  { term: 'Tool', text: toolOf(results) },
  { term: 'Model, as the file names it', text: modelOf(results) },
  { term: 'Evaluated', text: results.evaluatedAt ?? NOT_IN_FILE },
  { term: 'Run', text: `${worded(results.status)}${results.limit === null ? '' : `, limited to ${results.limit}`}` },
  { term: 'Whose figures', text: worded(results.provenance) },
  ...(results.judgeModel === null ? [] : [{ term: 'Judged by', text: results.judgeModel }]),
  { term: 'Read as', text: `${results.format} by ${results.importer}` },
];

/** How it was measured: what the record says, what the file says, what a person stated, and what nobody says. */
export function measuredIn({ results, statedFacts, ...one }: Evidence) {
  const stated = new Set(statedFacts.map(({ fact }) => fact));
  return {
    facts: [
      { term: 'Pillar', text: one.pillar === null ? NOT_STATED : pillarInWords(one.pillar) },
      { term: 'Protocol', text: one.protocol ?? NOT_STATED },
      { term: 'Performed', text: `${one.performedOn} by ${one.performedBy}` },
      ...(results === null ? [] : runFacts(results)),
      { term: 'Stays fresh', text: one.staysFresh ?? NOT_STATED },
    ],
    statedFacts: statedFacts.map(({ fact, text }) => ({ term: fact, text })),
    missing: (results?.missing ?? []).filter((fact) => !stated.has(fact)),
    warnings: (results?.warnings ?? []).map(({ code, detail, at }) => ({ code, detail, at })),
  };
}
