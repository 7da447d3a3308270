import type { Json } from '../kernel/digest';
import { DISPOSITIONS } from './dispositions';
import { POLICY_ITEMS } from './rule-sets/policy-catalogue';

/** The published constants of facts as people say them; the constants themselves are what is recorded. */
const WORDS: Readonly<Record<string, string>> = {
  HCP: 'Health care professionals',
  PATIENT: 'Patients',
  CAREGIVER: 'Caregivers',
  ADMIN: 'Administrative staff',
  GENERAL_PUBLIC: 'The general public',
  PATIENT_MEDICAL_INFO: 'Medical information about a patient',
  IVD_TEST_RESULT: 'Results of laboratory tests',
  REPORT_TEXT: 'Text of reports',
  RADIOLOGIST_REPORT_TEXT: 'Text of a radiologist’s report',
  CLINICAL_GUIDELINE: 'Clinical guidelines',
  PEER_REVIEWED_LITERATURE: 'Peer-reviewed literature',
  APPROVED_LABELING: 'Approved labeling',
  UNVERIFIED_SOURCE: 'Sources that nobody verified',
  GENOMIC_VARIANTS: 'Genomic variants',
  MEDICAL_IMAGE: 'Medical images',
  IVD_SIGNAL: 'A signal of an in vitro diagnostic device',
  SIGNAL: 'A signal of a signal acquisition system',
  PATTERN: 'A pattern of a signal acquisition system',
  WEARABLE_OUTPUT: 'Output of a wearable',
  DISCRETE: 'Single measurements, now and then',
  REPEATED: 'Repeated or sequential measurements',
  CONTINUOUS: 'Continuous, near-continuous or streaming',
  NA: 'It takes no measurements',
  ORDER_SET: 'An order set',
  REFERENCE_MATCH: 'References that match the patient',
  OPTION_LIST: 'A list of options',
  PRIORITIZED_LIST: 'A list of options in an order of priority',
  NEXT_STEP_LIST: 'A list of next or follow-up steps',
  REMINDER: 'A reminder',
  INTERACTION_NOTICE: 'A notice of an interaction',
  SAFETY_FLAG: 'A flag of safety',
  SUMMARY: 'A summary',
  SINGLE_RECOMMENDATION: 'One specific recommendation',
  RISK_SCORE: 'A risk score or probability',
  DIAGNOSIS: 'A diagnosis',
  TREATMENT_PLAN: 'A treatment plan',
  DIRECTIVE: 'A directive',
  ALARM: 'An alarm',
  INFORMATION: 'Information',
  TREAT_OR_DIAGNOSE: 'It treats or diagnoses',
  DRIVE_CLINICAL_MGMT: 'It drives clinical management',
  INFORM_CLINICAL_MGMT: 'It informs clinical management',
  CRITICAL: 'Critical',
  SERIOUS: 'Serious',
  NON_SERIOUS: 'Not serious',
  ...Object.fromEntries(POLICY_ITEMS.map(({ id, words }) => [id, `${id.split('/')[1] ?? id}: ${words}`])),
};

/** One value of a fact in words; what is no constant of ours is said as it is. */
export const valueWord = (value: string): string => WORDS[value] ?? value;

/** The value of a fact in words: yes or no, the words of each constant, or that nobody knows. */
export function saidFact(value: Json): string {
  if (value === null || value === undefined) return 'Not known';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return valueWord(value);
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map(saidFact).join('; ');
  return Object.entries(value as Record<string, Json>)
    .map(([fact, one]) => `${fact}: ${saidFact(one)}`)
    .join(', ');
}

const isDisposition = (word: string): word is keyof typeof DISPOSITIONS => Object.hasOwn(DISPOSITIONS, word);

/** An outcome as it is printed: a disposition in its words, or an IMDRF category. */
export const outcomeInWords = (word: string): string =>
  isDisposition(word) ? DISPOSITIONS[word].words : `SaMD category ${word} (IMDRF N12)`;
