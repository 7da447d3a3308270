import { Module } from '@nestjs/common';
import { AuditTrailModule } from '../../audit-trail/audit-trail.module';
import { AccountPages } from '../account/account.pages';
import { Accounts } from '../account/accounts.service';
import { FactorsPages } from '../account/factors.pages';
import { OwnFormsPages } from '../account/own-forms.pages';
import { OwnForms } from '../account/own-forms.service';
import { SignInAgainPages } from '../account/sign-in-again.pages';
import { SignInsAgain } from '../account/sign-ins-again.service';
import { Substitutes } from '../account/substitutes.service';
import { Arrivals } from '../first-start/arrivals.service';
import { FirstStartPages } from '../first-start/first-start.pages';
import { Links } from './links.service';
import { PeoplePages } from './people.pages';
import { PersonActsPages } from './person-acts.pages';
import { PeopleFacts } from './person-facts.service';
import { PersonFormsPages } from './person-forms.pages';
import { PersonForms, PersonPapers } from './person-forms.service';
import { ShownPeople } from './shown-people.service';

/** The pages about people: how they begin, their accounts, who they are and what they may. */
@Module({
  imports: [AuditTrailModule],
  controllers: [
    ...[FirstStartPages, FactorsPages, SignInAgainPages, OwnFormsPages, AccountPages],
    ...[PersonFormsPages, PeoplePages, PersonActsPages],
  ],
  providers: [
    ...[PeopleFacts, Arrivals, Accounts, SignInsAgain, OwnForms, Substitutes],
    ...[PersonPapers, PersonForms, ShownPeople, Links],
  ],
  exports: [PeopleFacts],
})
export class PeoplePagesModule {}
