import { cite } from '../../kernel/citation';
import { type Rule, type Table } from '../decide';
import { type Significance, type Situation } from '../facts';
import { type CategoryRuleSet } from './rule-set';

/** The SaMD categories from the lowest to the highest impact (N12 §7.2). */
export const N12_CATEGORIES = ['I', 'II', 'III', 'IV'] as const;
export type ImdrfCategory = (typeof N12_CATEGORIES)[number];

/** One cell of the table of §7.2, with the criterion of §7.3 that states it in words. */
export interface N12Cell {
  readonly situation: Situation;
  readonly category: ImdrfCategory;
  readonly criterion: string;
}

const cell = (situation: Situation, significance: Significance, criterion: string): Rule<N12Cell> => ({
  id: `n12-7.2/${situation}/${significance}`,
  when: { situationEffective: situation, significance },
  then: { situation, category: criterion.split('.')[0] as ImdrfCategory, criterion },
  cites: [cite('N12', '§7.2'), cite('N12', `§7.3 ${criterion}`)],
});

const situation = (id: string, when: Rule<Situation>['when'], then: Situation, section: string): Rule<Situation> => ({
  id: `n12-5.2/${id}`,
  when,
  then,
  cites: [cite('N12', section)],
});

const layUserAlone = { situation: 'SERIOUS', users: ['lay-only', 'with-lay'], professionalSupport: false };

/** The state of the healthcare situation as it counts: a lay user alone in a serious one counts as critical (§5.2.2). */
export const n12Situation: Table<Situation> = {
  id: 'n12-5.2',
  label: 'State of the healthcare situation',
  test:
    'The situation counts as it is stated, but a serious one counts as critical ' +
    'where a lay user has no support of a professional.',
  cites: [cite('N12', '§5.2')],
  rules: [
    situation('critical', { situation: 'CRITICAL' }, 'CRITICAL', '§5.2.1'),
    situation('serious-lay-user', layUserAlone, 'CRITICAL', '§5.2.2'),
    situation('serious', { situation: 'SERIOUS' }, 'SERIOUS', '§5.2.2'),
    situation('non-serious', { situation: 'NON_SERIOUS' }, 'NON_SERIOUS', '§5.2.3'),
  ],
};

const n12Table: Table<N12Cell> = {
  id: 'n12-7.2',
  label: 'SaMD category',
  test: 'The significance of the information and the state of the situation together give the category.',
  cites: [cite('N12', '§7.2')],
  readings: { situationEffective: n12Situation },
  rules: [
    cell('CRITICAL', 'TREAT_OR_DIAGNOSE', 'IV.i'),
    cell('CRITICAL', 'DRIVE_CLINICAL_MGMT', 'III.ii'),
    cell('CRITICAL', 'INFORM_CLINICAL_MGMT', 'II.iii'),
    cell('SERIOUS', 'TREAT_OR_DIAGNOSE', 'III.i'),
    cell('SERIOUS', 'DRIVE_CLINICAL_MGMT', 'II.ii'),
    cell('SERIOUS', 'INFORM_CLINICAL_MGMT', 'I.ii'),
    cell('NON_SERIOUS', 'TREAT_OR_DIAGNOSE', 'II.i'),
    cell('NON_SERIOUS', 'DRIVE_CLINICAL_MGMT', 'I.i'),
    cell('NON_SERIOUS', 'INFORM_CLINICAL_MGMT', 'I.iii'),
  ],
};

/** IMDRF/SaMD WG/N12 FINAL:2014, §§5 and 7. It categorizes software that is a device; it never says that one is. */
export const imdrfN12: CategoryRuleSet = {
  kind: 'imdrf',
  id: 'IMDRF-N12-2014',
  title: 'Software as a Medical Device: possible framework for risk categorization',
  edition: 'IMDRF/SaMD WG/N12 FINAL:2014',
  effectiveOn: '2014-09-18',
  citations: [cite('N12', '')],
  table: n12Table,
  severalUses: [cite('N12', '§7.1'), cite('N12', '§7.3')],
};
