import { cite } from '../../kernel/citation';
import { type Table } from '../decide';
import { criteria2026 } from './cds-criteria';
import {
  decisionSupport,
  disposes,
  dsfDiscretion,
  exclusions,
  gateDispositions,
  medicalPurpose,
  otherwiseDevice,
  wellnessDiscretion,
} from './cds-gates';
import { dsfPolicy, generalWellness } from './policy-catalogue';
import { type DeviceRuleSet } from './rule-set';

const discretionCites = [cite('CDS-2026-01-29', '§IV(3)'), cite('TH-2026-03-11', 'enforcement discretion examples')];

/** Enforcement discretion of the 2026 guidance: it repairs the single output of C3, and nothing else. */
export const discretion2026: Table<boolean> = {
  id: 'cds-discretion',
  label: 'Enforcement discretion',
  test:
    'It would meet all four criteria but for giving a professional one specific output, ' +
    'and only one output is clinically appropriate.',
  cites: discretionCites,
  readings: Object.fromEntries(criteria2026.map((table) => [table.id, table])),
  rules: [
    {
      id: 'CDS-2026-01-29/discretion/single-output',
      when: {
        c1: true,
        c2: true,
        c4: true,
        users: 'hcp-only',
        singleSpecificOutput: true,
        directsOrReplacesJudgment: false,
        singleOutputClinicallyAppropriate: true,
      },
      then: true,
      cites: discretionCites,
    },
    { id: 'CDS-2026-01-29/discretion/none', when: {}, then: false, cites: discretionCites },
  ],
};

/** The row of the determination that follows from it. */
export const cdsDiscretion = disposes(
  { 'cds-discretion': true },
  'ENFORCEMENT_DISCRETION_CDS_2026',
  ...discretionCites,
);

/** FDA's guidance on Clinical Decision Support Software as re-issued on 2026-01-29, with FD&C 520(o)(1). */
export const cds2026: DeviceRuleSet = {
  kind: 'cds',
  id: 'CDS-2026-01-29',
  title: 'Clinical Decision Support Software',
  edition: 'Final guidance, re-issued 2026-01-29',
  effectiveOn: '2026-01-29',
  citations: [cite('FDC', '520(o)(1)'), cite('CDS-2026-01-29', ''), cite('TH-2026-03-11', '')],
  steps: [...exclusions, medicalPurpose, ...criteria2026, discretion2026, dsfPolicy, generalWellness],
  dispositions: [
    ...gateDispositions,
    decisionSupport,
    cdsDiscretion,
    dsfDiscretion,
    wellnessDiscretion,
    otherwiseDevice,
  ],
};
