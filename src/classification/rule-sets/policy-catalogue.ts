import { cite, type Citation } from '../../kernel/citation';
import { type Rule, type Table } from '../decide';

/** One entry of a published catalogue of functions for which FDA intends enforcement discretion. */
export interface PolicyItem {
  readonly id: string;
  readonly words: string;
  readonly policy: 'dsf' | 'general-wellness';
  /** Entries of the first general test serve patients only and suggest no specific treatment (DSF policy §V.B). */
  readonly forLayUsersOnly: boolean;
  /** A simple calculator gives one value, yet suggests no treatment (DSF policy §V.B.3). */
  readonly mayGiveOneOutput: boolean;
  readonly cites: readonly Citation[];
}

const dsf = (number: string, words: string, limits: Partial<PolicyItem> = {}): PolicyItem => ({
  id: `DSF-2022-09-28/${number}`,
  words,
  policy: 'dsf',
  forLayUsersOnly: true,
  mayGiveOneOutput: false,
  cites: [cite('DSF-2022-09-28', number.startsWith('B.') ? `App. ${number}` : `§${number}`)],
  ...limits,
});
const forAnybody: Partial<PolicyItem> = { forLayUsersOnly: false };

const wellness = (claim: string, words: string): PolicyItem => ({
  id: `GW-2026-01-06/${claim}`,
  words,
  policy: 'general-wellness',
  forLayUsersOnly: true,
  mayGiveOneOutput: false,
  cites: [cite('GW-2026-01-06', `claim type (${claim})`)],
});

/** The catalogues in the order of the papers, paraphrased: DSF policy Appendix B and §V.B; General Wellness. */
export const POLICY_ITEMS: readonly PolicyItem[] = [
  dsf('B.1', 'prompts for coping skills, for patients with a diagnosed psychiatric condition'),
  dsf('B.2', 'education and motivation: pregnancy, smoking, recovery from addiction'),
  dsf('B.3', 'alerts about the environment by location, for asthma or addiction'),
  dsf('B.4', 'video games that motivate physical therapy at home'),
  dsf('B.5', 'look-up of interactions of herbs and drugs in the literature', forAnybody),
  dsf('B.6', 'screening and prevention advice from established authorities by age, sex and behaviour'),
  dsf('B.7', 'symptom checklist to possible conditions and when to consult'),
  dsf('B.8', 'symptom questionnaire to the type of facility'),
  dsf('B.9', 'nurse call', forAnybody),
  dsf('B.10', 'emergency call', forAnybody),
  dsf('B.11', 'tracking of medication and reminders that the user sets'),
  dsf('B.12', 'display of trends of vital signs', forAnybody),
  dsf('B.13', 'trends of personal incidents'),
  dsf('B.14', 'blood pressure: collect, share, trend', forAnybody),
  dsf('B.15', 'reminders of oral health'),
  dsf('B.16', 'habits in prediabetes'),
  dsf('B.17', 'images for moments of craving'),
  dsf('B.18', 'reports on drug interactions and safety, for patients and caregivers'),
  dsf('V.B.2', 'capture of an image to convey it to a professional', forAnybody),
  dsf('V.B.3', 'simple calculators in routine use', { ...forAnybody, mayGiveOneOutput: true }),
  wellness('i', 'a general state of health, without reference to a disease'),
  wellness('ii', 'the role of a healthy lifestyle in reducing the risk of, or living well with, a chronic disease'),
];

const fits = (item: PolicyItem): Rule<boolean> => ({
  id: item.id,
  when: {
    policyItem: item.id,
    directsOrReplacesJudgment: false,
    ...(item.forLayUsersOnly ? { users: 'lay-only' } : {}),
    ...(item.mayGiveOneOutput ? {} : { singleSpecificOutput: false }),
  },
  then: true,
  cites: item.cites,
});

const catalogue = (policy: PolicyItem['policy'], label: string, name: string, cites: Citation[]): Table<boolean> => ({
  id: policy,
  label,
  test: `It is an entry of ${name}, made for those users, and suggests no specific treatment.`,
  cites,
  rules: [
    ...POLICY_ITEMS.filter((item) => item.policy === policy).map(fits),
    { id: `${policy}/none`, when: {}, then: false, cites },
  ],
});

/** DSF policy of 2022-09-28, §V.B and Appendix B: true where the entry that is claimed fits. */
export const dsfPolicy = catalogue('dsf', 'DSF policy', 'the catalogue of the DSF policy', [
  cite('DSF-2022-09-28', '§V.B'),
]);

/** General Wellness policy of 2026-01-06: true where the kind of claim fits and no clinical action is guided. */
export const generalWellness = catalogue('general-wellness', 'General Wellness', 'the General Wellness policy', [
  cite('GW-2026-01-06', ''),
]);
