import { Because } from '../../http/because.dto';
import { Choice, Day, MayEmail, Pattern, WhenSent, Words } from '../../http/fields';
import { MayDay } from '../../http/may-day';
import type { Offered } from '../credentials/enrolments.service';
import { ROLES, type Role } from '../policy/roles';
import type { DescribedPerson } from './people.service';
import { IS_USER_NAME, USER_NAME } from './person.rules';
import { type Qualification, QUALIFICATIONS, type QualificationKind } from './qualification.entity';

export class InvitePerson {
  @Pattern(USER_NAME, IS_USER_NAME) userName: string;
  @Words(2, 200) printedName: string;
  @MayEmail() email?: string | null;
}

export class RevisePerson extends Because {
  @WhenSent() @Words(2, 200) printedName?: string;
  @MayEmail() email?: string | null;
}

export class GiveRole extends Because {
  @Choice(ROLES) role: Role;
}

export class RecordQualification {
  @Choice(QUALIFICATIONS.filter((kind) => kind !== 'policy-acceptance')) kind: QualificationKind;
  @Words(2, 500) title: string;
  @Day() doneOn: string;
  /** The last day on which it counts; null is for ever. */
  @MayDay() validUntil?: string | null;
}

export class AcceptPolicy {
  /** Which policy, in which edition. */
  @Words(2, 500) title: string;
}

export const presentPerson = ({ person, roles }: DescribedPerson) => ({
  ...{ id: person.id, userName: person.userName, printedName: person.printedName, email: person.email },
  ...{ state: person.state, roles, createdAt: person.createdAt, leftAt: person.leftAt, revision: person.revision },
  href: `/api/v1/people/${person.id}`,
});

/** With the one-time link, which is in no other answer. */
export const presentOffered = ({ enrolment, token }: Offered) => ({
  ...{ id: enrolment.id, purpose: enrolment.purpose, expiresAt: enrolment.expiresAt },
  ...{ personId: enrolment.personId, token },
});

export const presentQualification = ({ revision, ...paper }: Qualification) => ({ ...paper, revision });
