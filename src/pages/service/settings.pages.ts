import { Controller, Get } from '@nestjs/common';
import { type Looking, Looks } from '../../access/by';
import { May } from '../../access/may';
import { Does } from '../../http/does';
import { Page } from '../../http/pages/page';
import { presentSettings } from './settings-page';
import { SettingsReading } from './settings.service';
import { presentSystem } from './system-page';
import { SystemReading } from './system.service';

/** How the service is set, and how it is. */
@Controller()
export class SettingsPages {
  constructor(
    private readonly settings: SettingsReading,
    private readonly system: SystemReading,
  ) {}

  @Get('settings')
  @May('service:read')
  @Does('showSettings', 'Show how the service is set')
  @Page('service/settings')
  showSettings(@Looks() { allows }: Looking) {
    return presentSettings(this.settings.now(), allows);
  }

  @Get('system')
  @May('service:read')
  @Does('showSystem', 'Show how the service is')
  @Page('service/system')
  async showSystem(@Looks() { allows }: Looking) {
    return presentSystem(await this.system.now(), allows);
  }
}
