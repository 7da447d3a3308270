import type { Role } from '../../access/policy/roles';

/** What is signed: a record of a kind, to a certain end. */
export const PROCESSES = [
  'intended-use',
  'claim',
  'classification',
  'evidence-review',
  'version-approval',
  'version-release',
  'dossier-issue',
] as const;
export type Process = (typeof PROCESSES)[number];

/** What a signature means (21 CFR 11.50(a)(3)). */
export const MEANINGS = ['authorship', 'review', 'approval', 'responsibility', 'rejection'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** So many sign with this meaning, each in this role; steps of one number are signed in any order. */
export interface Step {
  /** 1, 2, …: a step is open when all before it are complete. */
  readonly step: number;
  readonly meaning: Exclude<Meaning, 'rejection'>;
  readonly role: Role;
  readonly minimum: number;
}

const step = (of: number, meaning: Step['meaning'], role: Role): Step => ({ step: of, meaning, role, minimum: 1 });

/** What the house asks for at least (21 CFR 820.30(g), ISO 13485 7.3.9, 4.2.4: who wrote it does not approve it). */
export const BASELINE: Readonly<Record<Process, readonly Step[]>> = {
  'intended-use': [step(1, 'authorship', 'specialist'), step(2, 'approval', 'approver')],
  claim: [step(1, 'approval', 'approver')],
  classification: [step(1, 'authorship', 'specialist'), step(2, 'review', 'reviewer'), step(3, 'approval', 'approver')],
  'evidence-review': [step(1, 'review', 'reviewer')],
  'version-approval': [step(1, 'review', 'reviewer'), step(2, 'approval', 'approver')],
  'version-release': [step(1, 'responsibility', 'quality-lead')],
  'dossier-issue': [step(1, 'responsibility', 'quality-lead')],
};

/** A signature, as far as it counts for a step. */
export interface Given {
  readonly step: number;
  readonly meaning: Meaning;
  readonly role: string;
}

/** A step with how many have signed in it. */
export interface Standing extends Step {
  readonly signed: number;
  readonly isOpen: boolean;
}

const countsFor =
  (one: Step) =>
  (given: Given): boolean =>
    given.step === one.step && given.meaning === one.meaning && given.role === one.role;

/** Every step with what was given of it; those of the first number that lacks something are open. Nothing is after a rejection. */
export function standingOf(steps: readonly Step[], given: readonly Given[]): Standing[] {
  const counted = steps.map((one) => ({ ...one, signed: given.filter(countsFor(one)).length }));
  const lacking = counted.filter(({ signed, minimum }) => signed < minimum).map((one) => one.step);
  const open = isRejected(given) || lacking.length === 0 ? null : Math.min(...lacking);
  return counted.map((one) => ({ ...one, isOpen: one.step === open && one.signed < one.minimum }));
}

export const isRejected = (given: readonly Given[]): boolean => given.some(({ meaning }) => meaning === 'rejection');

/** Whether nothing is lacking; a rejected record is never complete. */
export const isComplete = (steps: readonly Step[], given: readonly Given[]): boolean =>
  !isRejected(given) && standingOf(steps, given).every(({ signed, minimum }) => signed >= minimum);

/** Why a plan is none; null for one that can be followed. It counts from 1 without gaps, and asks for no less than the house. */
export function refusedPlan(process: Process, steps: readonly Step[]): string | null {
  const numbers = [...new Set(steps.map((one) => one.step))].sort((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1)) return 'steps must be numbered 1, 2, … without gaps';
  const keys = steps.map(({ step: at, meaning, role }) => `${at} ${meaning} ${role}`);
  if (new Set(keys).size < keys.length) return 'a step names a meaning and a role once, with how many sign';
  const lacking = BASELINE[process].find(
    (least) =>
      !steps.some(
        ({ meaning, role, minimum }) => meaning === least.meaning && role === least.role && minimum >= least.minimum,
      ),
  );
  if (lacking === undefined) return null;
  return `must ask for ${lacking.meaning} by ${lacking.minimum} ${lacking.role} at least, in some step`;
}
