import { cite } from '../../kernel/citation';
import { cdsDiscretion, discretion2026 } from './cds-2026-01-29';
import { criteria2026 } from './cds-criteria';
import {
  decisionSupport,
  dsfDiscretion,
  exclusions,
  gateDispositions,
  medicalPurpose,
  otherwiseDevice,
  wellnessDiscretion,
} from './cds-gates';
import { dsfPolicy, generalWellness } from './policy-catalogue';
import { type DeviceRuleSet } from './rule-set';

/** The policy for device software functions asks its own catalogue first, then the decision support guidance in force. */
export const dsf2022: DeviceRuleSet = {
  kind: 'cds',
  id: 'DSF-2022-09-28',
  title: 'Policy for Device Software Functions and Mobile Medical Applications',
  edition: 'Final guidance, 2022-09-28',
  effectiveOn: '2022-09-28',
  citations: [cite('DSF-2022-09-28', ''), cite('CDS-2026-01-29', '')],
  steps: [...exclusions, medicalPurpose, dsfPolicy, generalWellness, ...criteria2026, discretion2026],
  dispositions: [
    ...gateDispositions,
    dsfDiscretion,
    wellnessDiscretion,
    decisionSupport,
    cdsDiscretion,
    otherwiseDevice,
  ],
};
