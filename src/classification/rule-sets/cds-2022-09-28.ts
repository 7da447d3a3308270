import { cite } from '../../kernel/citation';
import { criteria2022 } from './cds-criteria';
import {
  decisionSupport,
  dsfDiscretion,
  exclusions,
  gateDispositions,
  medicalPurpose,
  otherwiseDevice,
} from './cds-gates';
import { dsfPolicy } from './policy-catalogue';
import { type DeviceRuleSet } from './rule-set';

/** FDA's guidance of 2022-09-28, superseded; kept so that what was decided under it can be read and run again. */
export const cds2022: DeviceRuleSet = {
  kind: 'cds',
  id: 'CDS-2022-09-28',
  title: 'Clinical Decision Support Software (superseded)',
  edition: 'Final guidance, 2022-09-28',
  effectiveOn: '2022-09-28',
  supersededOn: '2026-01-06',
  citations: [cite('FDC', '520(o)(1)'), cite('CDS-2022-09-28', '')],
  steps: [...exclusions, medicalPurpose, ...criteria2022, dsfPolicy],
  dispositions: [...gateDispositions, decisionSupport, dsfDiscretion, otherwiseDevice],
};
