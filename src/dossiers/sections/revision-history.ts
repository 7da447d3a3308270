import { printedInstant } from '../../kernel/clock';
import type { Cell, Row, Text } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import type { HistoricDetermination, HistoricUse, HistoricVersion } from '../history-record';
import { spoken, type SectionBlock } from './section';

const muted = (text: string): Text => [{ text, style: 'muted' }];

const STANDING: Readonly<Record<HistoricUse['standing'], Cell>> = {
  holds: 'holds',
  superseded: muted('superseded'),
  withdrawn: { mark: 'none', text: 'withdrawn' },
};

const dossiersOf = ({ dossiers }: HistoricVersion, isThis: boolean): Cell => {
  const lines: Text[] = [...(isThis ? ['this file'] : []), ...dossiers];
  return lines.length === 0 ? muted('none') : { lines };
};

function versionRow(one: HistoricVersion, { version }: DossierRecord): Row {
  const isThis = one.id === version.id;
  return {
    strong: isThis,
    cells: [
      one.semanticVersion,
      spoken(one.state),
      one.stateSince.slice(0, 10),
      one.changeSummary,
      dossiersOf(one, isThis),
    ],
  };
}

const versions = (record: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: `Versions of ${record.model.name}, the newest first`,
  columns: [
    { head: 'Version', weight: 16 },
    { head: 'State', weight: 16 },
    { head: 'Since', weight: 16 },
    { head: 'Change', weight: 60 },
    { head: 'Dossiers', weight: 26 },
  ],
  rows: record.history.versions.map((one) => versionRow(one, record)),
});

/** `medicalPurpose` as people read it. */
const fieldInWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const changed = ({ changed: names }: HistoricUse): Cell =>
  names.length === 0 ? muted('first statement') : names.map(fieldInWords).join(', ');

const useRow = (one: HistoricUse): Row => ({
  cells: [one.code, one.function, printedInstant(one.statedAt), one.statedBy, changed(one), STANDING[one.standing]],
});

const uses = ({ history }: DossierRecord): SectionBlock[] =>
  history.intendedUses.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'Revisions of the intended uses',
          columns: [
            { head: 'Revision', weight: 16 },
            { head: 'Function', weight: 16 },
            { head: 'Stated', weight: 28 },
            { head: 'By', weight: 26 },
            { head: 'What changed', weight: 40 },
            { head: 'Standing', weight: 18 },
          ],
          rows: history.intendedUses.map(useRow),
        },
      ];

const of = ({ function: name, version }: HistoricDetermination): string =>
  version === null ? name : `${name}, for ${version}`;

const decisionRow = (one: HistoricDetermination): Row => ({
  cells: [
    one.code,
    of(one),
    { lines: [one.outcome, muted(one.ruleSet)] },
    { lines: [printedInstant(one.decidedAt), muted(one.decidedBy)] },
    one.supersedes ?? muted('none'),
    STANDING[one.standing],
  ],
});

const determinations = ({ history }: DossierRecord): SectionBlock[] =>
  history.determinations.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'Determinations, those that hold no more among them',
          columns: [
            { head: 'Record', weight: 16 },
            { head: 'Function', weight: 22 },
            { head: 'Outcome', unit: 'and rule set', weight: 44 },
            { head: 'Decided', unit: 'and by whom', weight: 30 },
            { head: 'Supersedes', weight: 18 },
            { head: 'Standing', weight: 18 },
          ],
          rows: history.determinations.map(decisionRow),
        },
      ];

/** What was said before of the model and its functions; what holds no more stays, with what took its place. */
export const revisionHistory = (record: DossierRecord): SectionBlock[] => [
  versions(record),
  ...uses(record),
  ...determinations(record),
];
