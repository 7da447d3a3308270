import { Noun, Says } from '../../http/says';
import { ROLES, type Role } from '../policy/roles';
import { PERSON_STATES, type PersonState } from './person.entity';
import { QUALIFICATIONS, type QualificationKind } from './qualification.entity';

@Noun('Person', 'Somebody who acts; the user name is given once in the life of the record')
export class PersonAnswer {
  @Says.id() id: string;
  @Says.text() userName: string;
  @Says.text('As acts, signatures and dossiers print it') printedName: string;
  @Says.mayText() email: string | null;
  @Says.oneOf(PERSON_STATES) state: PersonState;
  @Says.someOf(ROLES) roles: readonly Role[];
  @Says.instant() createdAt: Date;
  @Says.mayInstant() leftAt: Date | null;
  @Says.count(1) revision: number;
  @Says.href() href: string;
}

@Noun('OneTimeLink', 'What opens the setting of credentials, once')
export class OneTimeLinkAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.oneOf(['first', 'reset'] as const) purpose: 'first' | 'reset';
  @Says.instant() expiresAt: Date;
  @Says.text('Told in this answer alone; what is kept is its digest') token: string;
}

@Noun('OfferedLink', 'A one-time link for a person')
export class OfferedLinkAnswer {
  @Says.mayOne(() => OneTimeLinkAnswer) link: OneTimeLinkAnswer | null;
}

@Noun('FirstAdministrator', 'The first administrator, and the link by which he sets what he signs in with')
export class FirstAdministratorAnswer extends OfferedLinkAnswer {
  @Says.one(() => PersonAnswer) person: PersonAnswer;
}

@Noun('Qualification', 'A training, a verified identity, or an accepted policy')
export class QualificationAnswer {
  @Says.id() id: string;
  @Says.id() personId: string;
  @Says.oneOf(QUALIFICATIONS) kind: QualificationKind;
  @Says.text() title: string;
  @Says.day() doneOn: string;
  @Says.mayDay() validUntil: string | null;
  @Says.text('The id of who recorded it') recordedBy: string;
  @Says.instant() recordedAt: Date;
  @Says.mayInstant() endedAt: Date | null;
  @Says.count(1) revision: number;
}

@Noun('Qualifications', 'What is on file of a person')
export class QualificationsAnswer {
  @Says.list(() => QualificationAnswer) items: readonly QualificationAnswer[];
}
