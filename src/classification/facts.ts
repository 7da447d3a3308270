import { type Json } from '../kernel/digest';
import { POLICY_ITEMS } from './rule-sets/policy-catalogue';

/** The closed vocabularies in which facts are stated; published constants that keep their spelling. */
export const USERS = ['HCP', 'PATIENT', 'CAREGIVER', 'ADMIN', 'GENERAL_PUBLIC'] as const;
export const INPUT_KINDS = [
  'PATIENT_MEDICAL_INFO',
  'IVD_TEST_RESULT',
  'REPORT_TEXT',
  'RADIOLOGIST_REPORT_TEXT',
  'CLINICAL_GUIDELINE',
  'PEER_REVIEWED_LITERATURE',
  'APPROVED_LABELING',
  'UNVERIFIED_SOURCE',
  'GENOMIC_VARIANTS',
  'MEDICAL_IMAGE',
  'IVD_SIGNAL',
  'SIGNAL',
  'PATTERN',
  'WEARABLE_OUTPUT',
] as const;
export const SAMPLING_PATTERNS = ['DISCRETE', 'REPEATED', 'CONTINUOUS', 'NA'] as const;
export const OUTPUT_TYPES = [
  'ORDER_SET',
  'REFERENCE_MATCH',
  'OPTION_LIST',
  'PRIORITIZED_LIST',
  'NEXT_STEP_LIST',
  'REMINDER',
  'INTERACTION_NOTICE',
  'SAFETY_FLAG',
  'SUMMARY',
  'SINGLE_RECOMMENDATION',
  'RISK_SCORE',
  'DIAGNOSIS',
  'TREATMENT_PLAN',
  'DIRECTIVE',
  'ALARM',
  'INFORMATION',
] as const;
export const SIGNIFICANCES = ['TREAT_OR_DIAGNOSE', 'DRIVE_CLINICAL_MGMT', 'INFORM_CLINICAL_MGMT'] as const;
export const SITUATIONS = ['CRITICAL', 'SERIOUS', 'NON_SERIOUS'] as const;

export type User = (typeof USERS)[number];
export type Significance = (typeof SIGNIFICANCES)[number];
export type Situation = (typeof SITUATIONS)[number];

/** Facts as a person states them, in the vocabulary; one that is absent or null is unknown. */
export type StatedFacts = Readonly<Record<string, Json>>;

/** A fact as a table reads it. */
export type FactValue = boolean | string;
export type KnownFacts = Readonly<Record<string, FactValue>>;

/** All that a table distinguishes in the users: only professionals, only lay people, or others with or without lay people. */
export const AUDIENCES = ['hcp-only', 'lay-only', 'with-lay', 'without-lay'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The policy facts that are false when they are not stated; every other unknown fact stays unknown. */
export const FALSE_WHEN_ABSENT = ['administrativeOnly', 'healthyLifestyleOnly', 'recordsOnly', 'displayOnly'] as const;

/** `policyItem` as read when no catalogue entry is claimed. */
export const NO_POLICY_ITEM = 'none';

const CHOICES: Readonly<Record<string, readonly FactValue[]>> = {
  users: AUDIENCES,
  significance: SIGNIFICANCES,
  situation: SITUATIONS,
  policyItem: [NO_POLICY_ITEM, ...POLICY_ITEMS.map(({ id }) => id)],
};

/** Every value that a table can read for a fact that is still open. */
export const possibleValues = (fact: string): readonly FactValue[] => CHOICES[fact] ?? [true, false];

const LAY: readonly unknown[] = ['PATIENT', 'CAREGIVER', 'GENERAL_PUBLIC'] satisfies User[];

/** The users as the tables tell them apart: C3 asks whether all are professionals, N12 §5.2.2 whether one is lay. */
export function audienceOf(users: readonly unknown[]): Audience {
  if (users.every((user) => user === 'HCP')) return 'hcp-only';
  if (users.every((user) => LAY.includes(user))) return 'lay-only';
  return users.some((user) => LAY.includes(user)) ? 'with-lay' : 'without-lay';
}

/** Whether somebody has stated the fact; an empty list states nothing. */
export const isStated = (value: Json | undefined): value is Exclude<Json, null> =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/** What the tables may rest on: the stated facts as they are read, and the policy facts that default when absent. */
export function knownFacts(stated: StatedFacts): KnownFacts {
  const known: Record<string, FactValue> = { policyItem: NO_POLICY_ITEM };
  for (const fact of FALSE_WHEN_ABSENT) known[fact] = false;
  for (const [fact, value] of Object.entries(stated)) {
    if (!isStated(value)) continue;
    if (fact === 'users' && Array.isArray(value)) known[fact] = audienceOf(value);
    else if (typeof value === 'boolean' || typeof value === 'string') known[fact] = value;
  }
  return known;
}
