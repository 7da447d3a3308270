import { Module } from '@nestjs/common';
import { LogModule } from '../../audit-trail/kept-log/log.module';
import { GrantChoices } from '../grants/grant-choices.service';
import { GrantForms } from '../grants/grant-forms.service';
import { GrantsPages } from '../grants/grants.pages';
import { PeoplePagesModule } from '../people/people-pages.module';
import { AlertsPages } from './alerts.pages';
import { NamedLists } from './named-lists.service';
import { SettingsPages } from './settings.pages';
import { SettingsReading, VouchersReading } from './settings.service';
import { SystemFigures } from './system-figures.service';
import { SystemReading } from './system.service';
import { TokensPages } from './tokens.pages';

/** The pages about what others may do here, and about the service itself. */
@Module({
  imports: [PeoplePagesModule, LogModule],
  controllers: [GrantsPages, TokensPages, AlertsPages, SettingsPages],
  providers: [NamedLists, GrantForms, GrantChoices, SettingsReading, VouchersReading, SystemFigures, SystemReading],
})
export class ServicePagesModule {}
