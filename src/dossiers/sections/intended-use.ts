import { cite, type Citation } from '../../kernel/citation';
import { printedInstant } from '../../kernel/clock';
import type { DossierRecord, RecordedFunction, RecordedIntendedUse } from '../dossier-record';
import { signedBy } from './signed-by';
import { orNone, type Gap, type Section, type SectionBlock } from './section';

type FieldName = keyof Omit<RecordedIntendedUse, 'code' | 'statement' | 'statedBy' | 'statedAt'>;

const FIELDS: readonly (readonly [FieldName, string, ...Citation[]])[] = [
  ['medicalPurpose', 'Medical purpose', cite('HTI-1', '(2)(i)')],
  ['condition', 'Condition'],
  ['population', 'Population', cite('HTI-1', '(2)(ii)')],
  ['users', 'Users', cite('HTI-1', '(2)(iii)')],
  ['environment', 'Environment'],
  ['inputs', 'Inputs', cite('HTI-1', '(1)(iii)')],
  ['outputs', 'Outputs', cite('HTI-1', '(1)(iv)')],
  ['workflowRole', 'Role in workflow', cite('HTI-1', '(2)(iv)')],
  ['autonomy', 'Autonomy'],
  ['exclusions', 'Not for', cite('HTI-1', '(3)(i), (ii)')],
  ['contraindications', 'Contraindications'],
];

const noIntendedUse = ({ id, code, name }: RecordedFunction): Gap => ({
  kind: 'gap',
  level: 'error',
  title: `${code} has no intended use`,
  text: `Nobody has stated what ${name} is for, so it can be neither classified nor validated.`,
  affects: [code],
  closes: 'State the intended use',
  cites: [cite('CFR-21', '801.4')],
  href: `/api/v1/functions/${id}/intended-uses`,
});

function statement(record: DossierRecord, one: RecordedFunction, use: RecordedIntendedUse): SectionBlock[] {
  return [
    { kind: 'heading', level: 2, id: use.code, text: `${one.code} ${one.name}` },
    {
      kind: 'paragraph',
      voice: 'statement',
      text: use.statement,
      margin: [`Stated ${printedInstant(use.statedAt)} by ${use.statedBy}`, ...signedBy(record, use.code)],
    },
    {
      kind: 'form',
      rows: FIELDS.map(([field, label, ...cites]) => ({ label, text: orNone(use[field]), cites })),
    },
  ];
}

/** What each function is for, field by field. */
export const intendedUse: Section = ({ record }: { record: DossierRecord }) =>
  record.functions.flatMap((one) =>
    one.intendedUse === null ? [noIntendedUse(one)] : statement(record, one, one.intendedUse),
  );
