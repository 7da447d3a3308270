import { cite } from '../../kernel/citation';
import { type Rule, type Table } from '../decide';
import { type Disposition } from '../dispositions';

const exclusion = (letter: 'A' | 'B' | 'C' | 'D', fact: string, test: string): Table<boolean> => {
  const cites = [cite('FDC', `520(o)(1)(${letter})`)];
  const rule = (then: boolean): Rule<boolean> => ({
    id: `520o-${letter}/${then}`,
    when: { [fact]: then },
    then,
    cites,
  });
  return { id: `520o-${letter}`, label: `520(o)(1)(${letter})`, test, cites, rules: [rule(true), rule(false)] };
};

/** FD&C 520(o)(1)(A) to (D): four kinds of function that the device definition excludes. True means excluded. */
export const exclusions: readonly Table<boolean>[] = [
  exclusion('A', 'administrativeOnly', 'It serves only the administrative support of a health care facility.'),
  exclusion(
    'B',
    'healthyLifestyleOnly',
    'It serves only to maintain or encourage a healthy lifestyle and is unrelated to a disease or condition.',
  ),
  exclusion(
    'C',
    'recordsOnly',
    'It serves only as electronic patient records, the equivalent of a paper chart, and does not interpret or analyse them.',
  ),
  exclusion(
    'D',
    'displayOnly',
    'It only transfers, stores, converts or displays test or device data and results, and does not interpret or analyse them.',
  ),
];

const purposeCites = [cite('FDC', '201(h)(1)'), cite('CFR-21', '801.4')];
const purpose = (then: boolean): Rule<boolean> => ({
  id: `medical-purpose/${then}`,
  when: { medicalPurpose: then },
  then,
  cites: purposeCites,
});

/** FD&C 201(h)(1): whether the function has a medical purpose at all. */
export const medicalPurpose: Table<boolean> = {
  id: 'medical-purpose',
  label: 'Medical purpose',
  test:
    'It is intended for the diagnosis, cure, mitigation, treatment or prevention of a disease or condition, ' +
    'or to affect the structure or a function of the body.',
  cites: purposeCites,
  rules: [purpose(true), purpose(false)],
};

/** A row of a determination: where these steps came out so, this disposition follows. */
export const disposes = (
  when: Rule<Disposition>['when'],
  then: Disposition,
  ...cites: Rule<Disposition>['cites']
): Rule<Disposition> => ({ id: `disposition/${then}`, when, then, cites });

/** The rows that stand first in every determination: what is excluded, and what has no medical purpose. */
export const gateDispositions: readonly Rule<Disposition>[] = [
  disposes({ '520o-A': true }, 'NOT_DEVICE_520o_A', cite('FDC', '520(o)(1)(A)')),
  disposes({ '520o-B': true }, 'NOT_DEVICE_520o_B', cite('FDC', '520(o)(1)(B)')),
  disposes({ '520o-C': true }, 'NOT_DEVICE_520o_C', cite('FDC', '520(o)(1)(C)')),
  disposes({ '520o-D': true }, 'NOT_DEVICE_520o_D', cite('FDC', '520(o)(1)(D)')),
  disposes({ 'medical-purpose': false }, 'NOT_DEVICE_NO_MEDICAL_PURPOSE', ...purposeCites),
];

/** FD&C 520(o)(1)(E): all four criteria together exclude decision support from the device definition. */
export const decisionSupport = disposes(
  { c1: true, c2: true, c3: true, c4: true },
  'NOT_DEVICE_520o_E',
  cite('FDC', '520(o)(1)(E)'),
);

/** Where the catalogue entry that is claimed fits, FDA intends enforcement discretion. */
export const dsfDiscretion = disposes({ dsf: true }, 'ENFORCEMENT_DISCRETION_DSF', cite('DSF-2022-09-28', '§V.B'));
export const wellnessDiscretion = disposes(
  { 'general-wellness': true },
  'ENFORCEMENT_DISCRETION_GENERAL_WELLNESS',
  cite('GW-2026-01-06', ''),
);

/** What no row before it settles is a device; its pathway is for a person to choose (regulation E7). */
export const otherwiseDevice = disposes({}, 'DEVICE_PATHWAY_UNDETERMINED', cite('FDC', '201(h)(1)'));
