import { isIllustrative, ownerOf, sentenceOf } from '../cover';
import type { DossierRecord } from '../dossier-record';
import { spoken } from '../sections/section';
import {
  categoriesOf,
  dataSetsOf,
  determinationsOf,
  developersOf,
  evidenceOf,
  NOT_STATED,
  ofFunctions,
  othersOf,
  stated,
  submissionsInWords,
  titled,
} from './card-facts';
import { bibliography } from './bibliography';
import { keyMetricNodes } from './chai-metrics';
import { keyMetrics } from './key-metrics';
import { inMarkdown } from './markdown';
import { printedXml, type XmlNode } from './xml';

/** The namespace of the CHAI Applied Model Card, edition 0.2. */
export const CHAI_NAMESPACE = 'https://mc.chai.org/v0.2/schema.xsd';

const MADE_UP = 'Illustrative data: the figures are made up to show the form, and are no result of any model.';

/** A field of the card. All of them are Markdown, and what was recorded is plain text: its signs are escaped. */
const field = (name: string, text: string): XmlNode => [name, inMarkdown(text)];

const releaseStage = ({ version }: DossierRecord): string =>
  `${spoken(version.state)} by the organization since ${version.stateSince.slice(0, 10)}`;

const regulatory = (record: DossierRecord): string =>
  [
    ...(record.submissions.length === 0 ? ['No submission is recorded.'] : submissionsInWords(record)),
    ...determinationsOf(record),
    sentenceOf(record),
  ].join('\n\n');

const identity = (record: DossierRecord): XmlNode[] => [
  [
    'BasicInfo',
    [
      field('ModelName', record.model.name),
      field('ModelDeveloper', stated(developersOf(record), '; ')),
      field('DeveloperContact', NOT_STATED),
    ],
  ],
  [
    'ReleaseInfo',
    [
      field('ReleaseStage', releaseStage(record)),
      field(
        'ReleaseDate',
        record.version.state === 'released' ? record.version.stateSince.slice(0, 10) : 'Not released',
      ),
      field('ReleaseVersion', record.version.semanticVersion),
      field('GlobalAvailability', NOT_STATED),
      field('RegulatoryApproval', regulatory(record)),
    ],
  ],
  [
    'ModelSummary',
    [
      field('Summary', [...(isIllustrative(record) ? [MADE_UP] : []), record.model.description].join('\n\n')),
      ['Keywords', record.functions.map(({ name }) => field('Keyword', name))],
    ],
  ],
];

const outside = (record: DossierRecord): string[] =>
  ofFunctions(record, ({ exclusions, contraindications }) =>
    contraindications === null ? exclusions : `${exclusions} Contraindications: ${contraindications}`,
  );

const uses = (record: DossierRecord): XmlNode => [
  'UsesAndDirections',
  [
    field('IntendedUseAndWorkflow', stated(ofFunctions(record, ({ statement, code }) => `${statement} (${code})`))),
    field('PrimaryIntendedUsers', stated(ofFunctions(record, ({ users }) => users))),
    field(
      'HowToUse',
      stated(
        ofFunctions(
          record,
          ({ environment, workflowRole, autonomy }) =>
            `Environment: ${environment} Role in the workflow: ${workflowRole} Autonomy: ${autonomy}`,
        ),
      ),
    ),
    field('TargetedPatientPopulation', stated(ofFunctions(record, ({ population }) => population))),
    field('CautionedOutOfScopeSettings', stated(outside(record))),
  ],
];

function risks(record: DossierRecord): string {
  const failed = record.claims.filter(
    ({ withdrawal, judgement }) => withdrawal === null && judgement.outcome !== 'holds',
  );
  return stated([
    ...failed.map(
      ({ code, statement, judgement: { outcome, reasons } }) =>
        `${code} ${outcome === 'not-shown' ? 'is not shown' : 'does not hold'}: ${statement}. ${reasons.join('. ')}`,
    ),
    ...evidenceOf(record, ['risk']).map(titled),
  ]);
}

const SUBGROUPS = 'Figures by subgroup stand under fairness and equity.';

const warnings = (record: DossierRecord, hasParts: boolean): XmlNode => [
  'Warnings',
  [
    field('KnownRisksAndLimitations', risks(record)),
    field('KnownBiasesOrEthicalConsiderations', hasParts ? SUBGROUPS : NOT_STATED),
    field('ClinicalRiskLevel', stated([...categoriesOf(record), ...determinationsOf(record)])),
  ],
];

const base = ({ version: { baseModel } }: DossierRecord): string =>
  baseModel === null ? NOT_STATED : `${baseModel.name}, revision ${baseModel.revision}, of ${baseModel.supplier}`;

const upkeep = ({ version, ...record }: DossierRecord): string =>
  [
    `Change in this version: ${version.changeSummary}`,
    `Parent version: ${version.parent ?? 'none'}`,
    ...record.evidence.filter(({ kind, state }) => kind === 'monitoring' && state === 'recorded').map(titled),
  ].join('\n\n');

const facts = (record: DossierRecord): XmlNode => [
  'AISystemFacts',
  [
    field('OutcomesAndOutputs', stated(ofFunctions(record, ({ outputs }) => outputs))),
    field('ModelType', NOT_STATED),
    field('FoundationModels', base(record)),
    field('InputDataSource', stated(ofFunctions(record, ({ inputs }) => inputs))),
    field(
      'OutputAndInputDataTypes',
      stated(ofFunctions(record, ({ inputs, outputs }) => `Input: ${inputs} Output: ${outputs}`)),
    ),
    field('DevelopmentDataCharacterization', stated(dataSetsOf(record))),
    field('BiasMitigationApproaches', NOT_STATED),
    field('OngoingMaintenance', upkeep(record)),
    field('Security', stated(evidenceOf(record, ['cybersecurity']).map(titled))),
    field(
      'Transparency',
      `Every figure is read from a results file and printed in its own digits, in dossier ${record.dossier.code}.`,
    ),
  ],
];

const trust = (record: DossierRecord): XmlNode => [
  'TrustIngredients',
  [
    facts(record),
    [
      'TransparencyInformation',
      [
        field('FundingSource', NOT_STATED),
        field('ThirdPartyInformation', stated(othersOf(record), '; ')),
        field('StakeholdersConsulted', NOT_STATED),
      ],
    ],
  ],
];

const resources = (record: DossierRecord): XmlNode => [
  'Resources',
  [
    field('EvaluationReferences', stated(record.evidence.filter(({ state }) => state === 'recorded').map(titled))),
    field('PeerReviewedPublications', stated(evidenceOf(record, ['literature']).map(titled))),
    field('PatientConsentOrDisclosure', NOT_STATED),
  ],
];

/**
 * The CHAI Applied Model Card of edition 0.2, from the record alone: the same record gives the same bytes, in ASCII. With
 * `claimed` it tells the figures that claims are held against, and how many more there are.
 */
export function chaiCard(record: DossierRecord, which: 'all' | 'claimed' = 'all'): string {
  const metrics = keyMetrics(record);
  const hasParts = metrics.some(({ group }) => group === 'fairness');
  const card: XmlNode = [
    `AppliedModelCard xmlns="${CHAI_NAMESPACE}"`,
    [
      ...identity(record),
      ...[uses(record), warnings(record, hasParts), trust(record)],
      ['KeyMetrics', keyMetricNodes(record, metrics, which)],
      resources(record),
      ['Bibliography', bibliography(record, ownerOf(record))],
    ],
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${printedXml(card)}`;
}
