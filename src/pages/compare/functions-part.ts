import { classificationCode } from '../../classification/classification.dto';
import type { Classification } from '../../classification/classification.entity';
import { outcomeOf } from '../../dossiers/sections/outcomes';
import { printedInstant } from '../../http/pages/words';
import { claimCode } from '../../intended-use/claim.dto';
import type { ClaimRevision } from '../../intended-use/claim.entity';
import { functionCode, intendedUseCode } from '../../intended-use/intended-use.dto';
import type { IntendedUse } from '../../intended-use/intended-use.entity';
import type { SoftwareFunction } from '../../intended-use/software-function.entity';
import { codeField, type Entry, type Field, field, type Part } from './outline';
import { signersOf } from './signers';
import { fieldWords, valueWords } from './value-words';
import type { ReadVersion } from './version-reading';

const USE_FIELDS = [
  ...(['statement', 'medicalPurpose', 'condition', 'population', 'users', 'environment', 'inputs'] as const),
  ...(['outputs', 'workflowRole', 'autonomy', 'exclusions', 'contraindications'] as const),
];

/** Functions of two models are the same where they are called the same; of one model where they are. */
const keyOf = ({ id, name }: SoftwareFunction, isOfOneModel: boolean): string =>
  isOfOneModel ? id : name.toLowerCase();

/** What a revision of an intended use says, in the fields of IMDRF N81. */
export const useFields = (use: IntendedUse): Field[] => [
  ...USE_FIELDS.map((name) => field(fieldWords(name), use[name])),
  field('Stated', `${printedInstant(use.statedAt).text} by ${use.statedBy}`),
];

/** The functions of a version, each with its purpose. */
export function functionsPart({ functions }: ReadVersion, isOfOneModel: boolean): Part {
  const entries = functions.map(({ one }): Entry => {
    const [code, href] = [functionCode(one), `/functions/${one.id}`];
    const fields = [field('Name', one.name), field('Purpose', one.purpose)];
    return { key: keyOf(one, isOfOneModel), title: one.name, code, href, fields };
  });
  return { id: 'functions', title: 'Functions', entries };
}

/** What each function is for. */
export function intendedUsesPart(read: ReadVersion, isOfOneModel: boolean): Part {
  const entries = read.functions.flatMap(({ one, intendedUse: use }): Entry[] => {
    if (use === null) return [];
    const fields = [...useFields(use), field('Signed by', signersOf(read, use.id))];
    const [code, href] = [intendedUseCode(one, use), `/intended-uses/${use.id}`];
    return [{ key: keyOf(one, isOfOneModel), title: `Intended use of ${one.name}`, code, href, fields }];
  });
  return { id: 'intended-uses', title: 'Intended use', entries };
}

/** The facts of a determination by name, each with why it is so. */
const factFields = ({ facts }: Classification): Field[] =>
  facts.flatMap(({ fact, value, rationale }) => [
    field(fieldWords(fact), valueWords(value)),
    field(`${fieldWords(fact)}: why`, rationale),
  ]);

/** What a determination says: its outcome, by which edition, from which facts, and what a person made of it. */
export function classificationFields(decided: Classification): Field[] {
  const { ruleSet, decision, decisionReason, dissent, decidedAt, decidedBy } = decided;
  return [
    ...[field('Outcome', outcomeOf(decided).words), codeField('Rule set', ruleSet)],
    ...[field('Decision', fieldWords(decision)), field('Reason of the decision', decisionReason)],
    ...factFields(decided),
    field('Differing views', dissent.length === 0 ? null : dissent.map(({ by, text }) => `${by}: ${text}`).join(' ')),
    field('Decided', `${printedInstant(decidedAt).text} by ${decidedBy}`),
  ];
}

/** What was determined of each function, by which edition of the guidance, and from which facts. */
export function classificationsPart(read: ReadVersion, isOfOneModel: boolean): Part {
  const entries = read.functions.flatMap(({ one, classifications }) =>
    classifications.map((decided): Entry => {
      const kind = 'cdsCriteria' in decided.result.outcome ? 'status' : 'category';
      return {
        ...{ key: `${keyOf(one, isOfOneModel)}/${kind}`, title: `Classification of ${one.name}` },
        ...{ code: classificationCode(decided), href: `/classifications/${decided.id}` },
        fields: [...classificationFields(decided), field('Signed by', signersOf(read, decided.id))],
      };
    }),
  );
  return { id: 'classifications', title: 'Classification', entries };
}

/** What a revision of a claim says, with its acceptance criterion. */
export function claimFields(said: ClaimRevision): Field[] {
  const { statement, metric, comparator, threshold, unit, population, task, subgroup, minimumN } = said;
  const criterion = `${metric} ${comparator} ${threshold}${unit === null ? '' : ` ${unit}`}`;
  return [
    ...[field('Statement', statement), codeField('Criterion', criterion), field('Population', population)],
    ...[field('Test set', task), field('Subgroup', subgroup), codeField('Least number of items', String(minimumN))],
    field('Stated', `${printedInstant(said.statedAt).text} by ${said.statedBy}`),
  ];
}

/** The claims of the functions, with why one is withdrawn. */
export function claimsPart(read: ReadVersion, isOfOneModel: boolean): Part {
  const entries = read.claims.map(({ claim, current, withdrawal }): Entry => {
    const withdrawn = withdrawal === null ? null : withdrawal.reason;
    return {
      ...{ key: isOfOneModel ? claim.id : current.statement.toLowerCase(), title: current.statement },
      ...{ code: claimCode(claim), href: `/claims/${claim.id}` },
      fields: [
        ...[...claimFields(current), codeField('Revision', String(current.revision))],
        ...[field('Withdrawn because', withdrawn), field('Signed by', signersOf(read, claim.id))],
      ],
    };
  });
  return { id: 'claims', title: 'Claims', entries };
}
